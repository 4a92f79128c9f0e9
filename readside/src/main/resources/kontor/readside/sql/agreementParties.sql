SELECT * FROM agreement_parties WHERE agreement = ? ORDER BY ordinal
