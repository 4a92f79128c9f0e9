SELECT position, event_index, timestamp_ms FROM projection WHERE id = 1
