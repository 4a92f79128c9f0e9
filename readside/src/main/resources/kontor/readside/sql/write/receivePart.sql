INSERT INTO message_parts (digest, part, evidence, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (digest, part) DO NOTHING
