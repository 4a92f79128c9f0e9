SELECT * FROM quotes WHERE client = ? ORDER BY quote DESC LIMIT ?
