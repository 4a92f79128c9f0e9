INSERT INTO movements
  (reference, account, amount_minor, direction, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
