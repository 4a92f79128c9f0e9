SELECT * FROM refused_instructions WHERE uetr = ? ORDER BY position, event_index
