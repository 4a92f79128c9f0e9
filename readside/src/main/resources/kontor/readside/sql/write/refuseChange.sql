INSERT INTO governance_refusals (position, event_index, timestamp_ms, objection, place)
VALUES (?, ?, ?, ?, ?)
