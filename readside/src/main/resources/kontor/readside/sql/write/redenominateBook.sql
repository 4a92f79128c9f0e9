INSERT INTO redenominated_books
  (position, event_index, servicer, accounts, credits_before, credits_after, rounding_minor)
VALUES (?, ?, ?, ?, ?, ?, ?)
