SELECT * FROM rate_proposals WHERE state = ? ORDER BY proposal DESC LIMIT ?
