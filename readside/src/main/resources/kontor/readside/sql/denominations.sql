SELECT * FROM denominations ORDER BY code, from_day
