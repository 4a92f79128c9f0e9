INSERT INTO agreement_frames (id, name, governing_law, zone, from_day, until_day, run_off_days,
  ratification, state, signed_day, in_force_day, end_day, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
