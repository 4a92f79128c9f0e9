UPDATE projection SET position = ?, event_index = ?, timestamp_ms = ? WHERE id = 1
