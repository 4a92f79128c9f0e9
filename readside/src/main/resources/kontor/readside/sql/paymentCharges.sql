SELECT * FROM charges WHERE uetr = ? ORDER BY position, event_index, ordinal
