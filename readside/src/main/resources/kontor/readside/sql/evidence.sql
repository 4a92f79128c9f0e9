SELECT part.evidence
FROM messages m
JOIN message_parts part ON part.message = m.number
WHERE m.digest = ?
ORDER BY part.part
