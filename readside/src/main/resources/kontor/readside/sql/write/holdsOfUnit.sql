SELECT h.hold, h.amount_minor, a.successor
FROM holds h
JOIN accounts a ON a.number = h.account
WHERE h.hold > ? AND h.state = 'HELD' AND a.currency = ? AND a.successor IS NOT NULL
ORDER BY h.hold LIMIT ?
