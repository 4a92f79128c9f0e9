INSERT INTO outbox
  (bic, position, event_index, ordinal, timestamp_ms, kind, uetr, bytes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
