INSERT INTO directory
  (bic, kind, via, name, lei, national_code, standing, changed_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (bic) DO UPDATE SET
  kind = excluded.kind,
  via = excluded.via,
  name = excluded.name,
  lei = excluded.lei,
  national_code = excluded.national_code,
  standing = excluded.standing,
  notice_ms = NULL,
  changed_ms = excluded.changed_ms
