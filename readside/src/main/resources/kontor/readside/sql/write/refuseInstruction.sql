INSERT INTO refused_instructions
  (message, sequence, uetr, faults, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (message, sequence) DO NOTHING
