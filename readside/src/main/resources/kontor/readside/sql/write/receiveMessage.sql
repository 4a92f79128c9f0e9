INSERT INTO messages
  (number, digest, sender, message_key, kind, parts, transactions,
   position, event_index, timestamp_ms, repeats)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
