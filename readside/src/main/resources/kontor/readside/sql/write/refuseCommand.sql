INSERT INTO command_refusals (position, event_index, timestamp_ms, refusal) VALUES (?, ?, ?, ?)
