INSERT INTO agreement_parties (agreement, ordinal, institution, country, currency)
VALUES (?, ?, ?, ?, ?)
