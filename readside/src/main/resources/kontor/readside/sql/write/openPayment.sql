-- The sum that counts is what was accepted; of one that was not, what was stated.
SELECT p.number, p.state, p.entered_day,
  COALESCE(p.debit_minor, p.settlement_minor) AS settlement_minor,
  COALESCE(p.debit_currency, p.settlement_currency) AS settlement_currency,
  COALESCE(p.debit_digits, p.settlement_digits) AS settlement_digits,
  p.debtor_agent, p.payer_institution, p.payee_institution, w.kind AS awaits_kind
FROM payments p
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.uetr = ?
