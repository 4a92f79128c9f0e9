SELECT position, event_index, ordinal, sum_minor FROM charges
WHERE state = 'OPEN' AND sum_currency = ?
ORDER BY position, event_index, ordinal
