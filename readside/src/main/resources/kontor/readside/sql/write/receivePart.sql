INSERT INTO message_parts (message, part, evidence, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (message, part) DO NOTHING
