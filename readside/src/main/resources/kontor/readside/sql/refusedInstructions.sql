SELECT r.*, m.digest AS message_digest
FROM refused_instructions r
JOIN messages m ON m.number = r.message
WHERE r.uetr = ?
ORDER BY r.position, r.event_index
