UPDATE payments SET
  state = 'AWAITS_RATE', refusals = ?, deadline_ms = ?,
  queued_position = ?, queued_index = ?, queued_ms = ?
WHERE number = ?
