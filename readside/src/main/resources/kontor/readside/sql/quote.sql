SELECT * FROM quotes WHERE quote = ?
