INSERT INTO payments
  (number, uetr, message, sequence, sender, debtor_agent, creditor_agent,
   payer_institution, payee_institution,
   settlement_minor, settlement_currency, settlement_digits,
   instructed_minor, instructed_currency, instructed_digits,
   stated_rate_unscaled, stated_rate_scale, stated_credit_currency, stated_credit_digits,
   value_day, priority, expiry_ms, state, refusals, deadline_ms,
   entered_day, entered_position, entered_index, entered_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
