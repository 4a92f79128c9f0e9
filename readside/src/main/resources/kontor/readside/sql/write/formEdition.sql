INSERT INTO editions (agreement, edition, kind, version, from_day) VALUES (?, ?, ?, ?, ?)
