SELECT name FROM judgement_missing WHERE uetr = ? ORDER BY ordinal
