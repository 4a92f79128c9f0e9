INSERT INTO annexes (agreement, kind, version, from_day, until_day, holds_from, digest, form,
  position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)
