INSERT INTO fixings
  (number, agreement, base, quoted, rate_unscaled, rate_scale, effective_from_ms, source,
   position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
