INSERT INTO messages
  (digest, sender, message_key, kind, parts, transactions,
   position, event_index, timestamp_ms, repeats)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
ON CONFLICT (digest) DO NOTHING
