SELECT * FROM accounts WHERE number > ? AND currency = ? AND successor IS NULL
ORDER BY number LIMIT ?
