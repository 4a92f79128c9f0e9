INSERT INTO holds
  (hold, account, amount_minor, expiry_ms, state, placed_position, placed_index, placed_ms)
VALUES (?, ?, ?, ?, 'HELD', ?, ?, ?)
ON CONFLICT (hold) DO UPDATE SET
  account = excluded.account, amount_minor = excluded.amount_minor,
  expiry_ms = excluded.expiry_ms, state = 'HELD',
  placed_position = excluded.placed_position, placed_index = excluded.placed_index,
  placed_ms = excluded.placed_ms,
  ended_position = NULL, ended_index = NULL, ended_ms = NULL
