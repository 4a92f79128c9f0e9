INSERT INTO agreement_currencies (agreement, version, ordinal, currency) VALUES (?, ?, ?, ?)
