INSERT INTO redenominations
  (position, event_index, timestamp_ms, from_code, to_code, factor_unscaled, factor_scale,
   rounding, prices, zone, day, window_days, old_code, at_ms, window_end_ms, state, holds, payments)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'SCHEDULED', 0, 0)
