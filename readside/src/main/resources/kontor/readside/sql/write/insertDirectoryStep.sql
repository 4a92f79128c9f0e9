INSERT INTO directory_steps
  (bic, position, event_index, timestamp_ms, standing, reason, maker, checker)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
