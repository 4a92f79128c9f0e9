SELECT * FROM holidays WHERE country = ? AND day BETWEEN ? AND ? ORDER BY day
