INSERT INTO treaties (number, subject, field, signed_day, from_day, until_day, document, state,
  position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
