INSERT INTO payments
  (number, uetr, message, sequence, sender, debtor_agent, creditor_agent,
   payer_institution, payee_institution,
   settlement_minor, settlement_currency, settlement_digits,
   instructed_minor, instructed_currency, instructed_digits,
   stated_rate_unscaled, stated_rate_scale, stated_credit_currency, stated_credit_digits,
   value_day, priority, expiry_ms,
   agreement, agreement_version,
   debit_minor, debit_currency, debit_digits, credit_minor, credit_currency, credit_digits,
   rate_agreement, rate_base, rate_quoted, rate_unscaled, rate_scale,
   rate_effective_from_ms, rate_source,
   state, refusals, deadline_ms,
   entered_day, entered_position, entered_index, entered_ms,
   ended_position, ended_index, ended_ms)
VALUES
  (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
   ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
   ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
