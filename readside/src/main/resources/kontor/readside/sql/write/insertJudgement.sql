INSERT INTO judgements
  (uetr, position, event_index, timestamp_ms, agreement, day, operation, finding, rule)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
