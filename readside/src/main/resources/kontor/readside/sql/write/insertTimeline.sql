INSERT INTO timeline
  (payment, position, event_index, timestamp_ms, kind, refusals, awaits, message, sequence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
