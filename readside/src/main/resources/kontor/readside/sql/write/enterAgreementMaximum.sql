INSERT INTO agreement_maximums (agreement, version, ordinal, currency, maximum_minor)
VALUES (?, ?, ?, ?, ?)
