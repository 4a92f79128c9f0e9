SELECT * FROM governance WHERE kind = ? ORDER BY position, event_index
