SELECT * FROM extensions WHERE agreement = ? AND day = ? ORDER BY requested_ms, participant
