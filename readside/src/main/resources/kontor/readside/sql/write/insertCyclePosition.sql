INSERT INTO cycle_positions
  (agreement, day, ordinal, servicer, owner, currency, digits, debits_minor, credits_minor)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
