INSERT INTO day_moments (agreement, day, ordinal, moment, opened_ms, instant_ms, local)
VALUES (?, ?, ?, ?, ?, ?, ?)
