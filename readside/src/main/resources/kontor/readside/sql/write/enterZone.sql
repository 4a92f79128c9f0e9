INSERT INTO zones (zone, tzdb_version, covered_until_second, timestamp_ms) VALUES (?, ?, ?, ?)
ON CONFLICT (zone) DO UPDATE SET
  tzdb_version = excluded.tzdb_version,
  covered_until_second = excluded.covered_until_second,
  timestamp_ms = excluded.timestamp_ms
