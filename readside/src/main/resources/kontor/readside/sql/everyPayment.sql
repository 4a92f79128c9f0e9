SELECT p.*, m.digest AS message_digest,
  w.servicer AS awaits_servicer, w.currency AS awaits_currency,
  w.owner AS awaits_owner, w.kind AS awaits_kind
FROM payments p
JOIN messages m ON m.number = p.message
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.number > ?
ORDER BY p.number
LIMIT ?
