-- A line that names a parameter without a value falls away.
SELECT p.*, m.digest AS message_digest,
  w.servicer AS awaits_servicer, w.currency AS awaits_currency,
  w.owner AS awaits_owner, w.kind AS awaits_kind
FROM payments p
JOIN messages m ON m.number = p.message
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.number > 0
  AND p.state = :state
  AND (p.settlement_currency = :currency OR p.credit_currency = :currency)
  AND (p.debtor_agent = :bank OR p.creditor_agent = :bank OR p.sender = :bank)
  AND p.entered_day = :day
  AND p.number < :before
ORDER BY p.number DESC
LIMIT :limit
