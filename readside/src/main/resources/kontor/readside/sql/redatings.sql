SELECT * FROM redatings WHERE uetr = ? ORDER BY position, event_index
