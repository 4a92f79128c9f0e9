SELECT * FROM directory_steps WHERE bic = ? ORDER BY position, event_index
