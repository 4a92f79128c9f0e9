INSERT INTO cycles (agreement, day, closed_ms, settled, carried) VALUES (?, ?, ?, ?, ?)
