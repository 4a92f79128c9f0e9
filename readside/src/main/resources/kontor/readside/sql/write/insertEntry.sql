INSERT INTO entries
  (position, event_index, ordinal, timestamp_ms, account, amount_minor, balance_minor, payment)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
