SELECT * FROM fixings
WHERE agreement = ? AND base = ? AND quoted = ? AND effective_from_ms <= ?
ORDER BY effective_from_ms DESC, number DESC
LIMIT 1
