INSERT INTO directory_lists (day, timestamp_ms, participants, digest, list)
VALUES (?, ?, ?, ?, ?)
