SELECT * FROM redenominations ORDER BY at_ms, position, event_index
