INSERT INTO business_days
  (agreement, day, kind, missing, tzdb_versions, out_of_order, opened_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (agreement, day) DO UPDATE SET
  kind = excluded.kind,
  missing = excluded.missing,
  tzdb_versions = excluded.tzdb_versions,
  out_of_order = excluded.out_of_order,
  opened_ms = excluded.opened_ms
