SELECT * FROM fixing_origins
WHERE agreement = ? AND base = ? AND quoted = ? AND effective_from_ms = ?
