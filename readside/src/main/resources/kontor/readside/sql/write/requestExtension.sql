INSERT INTO extensions (agreement, day, moment, participant, minutes, requested_ms)
VALUES (?, ?, ?, ?, ?, ?)
