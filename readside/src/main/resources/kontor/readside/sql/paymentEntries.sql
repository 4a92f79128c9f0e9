SELECT e.position, e.event_index, e.timestamp_ms, e.amount_minor, e.balance_minor,
  a.servicer, a.currency, a.owner, a.kind, p.uetr
FROM entries e
JOIN payments p ON p.number = e.payment
JOIN accounts a ON a.number = e.account
WHERE e.payment = ?
ORDER BY e.position, e.event_index, e.ordinal
