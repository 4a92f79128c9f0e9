SELECT * FROM redenominated_books
WHERE position = ? AND event_index = ?
ORDER BY servicer
