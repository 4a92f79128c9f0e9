SELECT number, state, entered_day, settlement_minor, settlement_currency, settlement_digits,
  payer_institution, payee_institution
FROM payments WHERE uetr = ?
