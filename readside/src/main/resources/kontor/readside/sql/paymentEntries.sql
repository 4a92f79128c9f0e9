-- What a payment moved, it moved in the event that ended it.
SELECT e.position, e.event_index, e.timestamp_ms, e.amount_minor, e.balance_minor,
  a.servicer, a.currency, a.owner, a.kind, p.uetr
FROM payments p
JOIN entries e ON e.position = p.ended_position AND e.event_index = p.ended_index
JOIN accounts a ON a.number = e.account
WHERE p.number = ?
ORDER BY e.position, e.event_index, e.ordinal
