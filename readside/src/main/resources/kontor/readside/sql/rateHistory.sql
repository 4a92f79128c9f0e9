SELECT * FROM fixings
WHERE agreement = ? AND base = ? AND quoted = ?
ORDER BY effective_from_ms DESC, number DESC
LIMIT ?
