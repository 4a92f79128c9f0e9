-- The message that brought the payment stands in payments, those that repeated it in timeline.
SELECT t.*, m.digest AS message_digest,
  CASE WHEN t.kind IN ('ACCEPTED', 'REJECTED') THEN p.sequence ELSE t.sequence END AS place,
  w.servicer AS awaits_servicer, w.currency AS awaits_currency,
  w.owner AS awaits_owner, w.kind AS awaits_kind
FROM timeline t
JOIN payments p ON p.number = t.payment
LEFT JOIN messages m ON m.number = CASE
  WHEN t.kind IN ('ACCEPTED', 'REJECTED') THEN p.message
  ELSE t.message END
LEFT JOIN accounts w ON w.number = t.awaits
WHERE t.payment = ?
ORDER BY t.position, t.event_index
