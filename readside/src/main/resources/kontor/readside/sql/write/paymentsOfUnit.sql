SELECT p.number, p.entered_day, p.debit_minor, p.debit_currency, p.debit_digits, p.credit_minor,
  p.credit_currency, p.credit_digits, p.awaits, w.kind AS awaits_kind,
  w.successor AS awaits_successor, d.successor AS payer_successor
FROM payments p
JOIN accounts w ON w.number = p.awaits
LEFT JOIN accounts d ON d.servicer = p.payer_institution AND d.currency = p.debit_currency
  AND d.owner = p.debtor_agent AND d.kind = 'SETTLEMENT'
WHERE p.number > ? AND p.state = 'QUEUED' AND (p.debit_currency = ? OR p.credit_currency = ?)
ORDER BY p.number LIMIT ?
