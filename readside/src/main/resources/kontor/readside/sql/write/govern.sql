INSERT INTO governance (position, event_index, timestamp_ms, kind, maker, checker, form)
VALUES (?, ?, ?, ?, ?, ?, ?)
