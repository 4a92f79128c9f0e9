INSERT INTO pair_days (agreement, day, one, other, standing, reason, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (agreement, day, one, other) DO UPDATE
SET standing = excluded.standing, reason = excluded.reason, timestamp_ms = excluded.timestamp_ms
