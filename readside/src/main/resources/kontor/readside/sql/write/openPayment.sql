SELECT p.number, p.state, p.entered_day, p.settlement_minor, p.settlement_currency,
  p.settlement_digits, COALESCE(d.via, p.debtor_agent) AS paying_bank, p.payer_institution, p.payee_institution,
  w.kind AS awaits_kind
FROM payments p
LEFT JOIN directory d ON d.bic = p.debtor_agent AND d.kind = 'INDIRECT_BANK'
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.uetr = ?
