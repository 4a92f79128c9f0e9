SELECT h.*, a.servicer, a.currency, a.owner, a.kind
FROM holds h
JOIN accounts a ON a.number = h.account
WHERE a.servicer = ? AND a.currency = ? AND a.owner = ? AND a.kind = ?
ORDER BY h.placed_position, h.placed_index
