SELECT * FROM charges
WHERE (payer = ? OR earner = ?) AND billed_day BETWEEN ? AND ?
ORDER BY billed_day, position, event_index, ordinal
