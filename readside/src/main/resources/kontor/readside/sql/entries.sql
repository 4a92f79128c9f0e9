SELECT e.position, e.event_index, e.timestamp_ms, e.amount_minor, e.balance_minor,
  a.servicer, a.currency, a.owner, a.kind, p.uetr
FROM entries e
JOIN accounts a ON a.number = e.account
LEFT JOIN payments p ON p.number = e.payment
WHERE a.servicer = ? AND a.currency = ? AND a.owner = ? AND a.kind = ?
ORDER BY e.position DESC, e.event_index DESC, e.ordinal DESC
LIMIT ?
