UPDATE payments SET
  state = ?, refusals = ?, ended_position = ?, ended_index = ?, ended_ms = ?
WHERE number = ?
