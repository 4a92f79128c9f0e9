SELECT * FROM judgements WHERE uetr = ?
