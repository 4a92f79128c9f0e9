-- The sum that counts is what was accepted; of one that was not, what was stated.
SELECT p.number, p.state, p.entered_day,
  COALESCE(p.debit_minor, p.settlement_minor) AS settlement_minor,
  COALESCE(p.debit_currency, p.settlement_currency) AS settlement_currency,
  COALESCE(p.debit_digits, p.settlement_digits) AS settlement_digits,
  COALESCE(d.via, p.debtor_agent) AS paying_bank, p.payer_institution, p.payee_institution,
  w.kind AS awaits_kind
FROM payments p
LEFT JOIN directory d ON d.bic = p.debtor_agent AND d.kind = 'INDIRECT_BANK'
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.uetr = ?
