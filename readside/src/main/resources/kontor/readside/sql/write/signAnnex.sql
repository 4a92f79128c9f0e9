INSERT INTO annex_signatures (agreement, kind, version, party, position, event_index,
  timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
