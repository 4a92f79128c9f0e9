UPDATE payments SET
  state = 'QUEUED', refusals = ?, awaits = ?, deadline_ms = ?,
  queued_position = ?, queued_index = ?, queued_ms = ?
WHERE number = ?
