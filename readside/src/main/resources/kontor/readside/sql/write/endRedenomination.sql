UPDATE redenominations SET
  state = ?, reason = ?, holds = ?, payments = ?,
  ended_position = ?, ended_index = ?, ended_ms = ?
WHERE from_code = ? AND state = 'SCHEDULED'
