SELECT p.number, p.state, p.entered_day, p.settlement_minor, p.settlement_currency,
  p.settlement_digits, p.debtor_agent, p.payer_institution, p.payee_institution,
  w.kind AS awaits_kind
FROM payments p
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.uetr = ?
