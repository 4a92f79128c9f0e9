SELECT * FROM business_days WHERE agreement = ? AND day BETWEEN ? AND ? ORDER BY day
