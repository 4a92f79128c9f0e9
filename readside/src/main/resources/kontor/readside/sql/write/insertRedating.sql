INSERT INTO redatings
  (position, event_index, timestamp_ms, uetr, agreement, old_day, new_day, deadline_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
