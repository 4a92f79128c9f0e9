UPDATE payments SET
  state = 'QUEUED', refusals = ?, awaits = ?, deadline_ms = ?,
  queued_position = COALESCE(queued_position, ?),
  queued_index = COALESCE(queued_index, ?),
  queued_ms = COALESCE(queued_ms, ?)
WHERE number = ?
