INSERT INTO judgement_missing (uetr, ordinal, name) VALUES (?, ?, ?)
