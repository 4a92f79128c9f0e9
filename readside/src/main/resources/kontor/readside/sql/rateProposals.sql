SELECT * FROM rate_proposals ORDER BY proposal DESC LIMIT ?
