INSERT INTO agreement_acts (agreement, act, party, digest, reason, day, position, event_index,
  timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
