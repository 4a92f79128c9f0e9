INSERT INTO participants
  (bic, kind, institution, admission, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (bic) DO UPDATE SET kind = excluded.kind, institution = excluded.institution
