INSERT INTO accounts
  (number, servicer, currency, owner, kind, balance_minor, held_minor, line_minor, predecessor)
VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)
