INSERT INTO fixing_origins
  (agreement, base, quoted, effective_from_ms, rung, day, until_ms, proposal, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
