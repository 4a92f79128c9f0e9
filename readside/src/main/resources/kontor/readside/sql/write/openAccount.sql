INSERT INTO accounts
  (number, servicer, currency, owner, kind, balance_minor, held_minor, line_minor)
VALUES (?, ?, ?, ?, ?, 0, 0, 0)
