SELECT * FROM accounts WHERE kind = 'LORO' AND successor IS NULL
ORDER BY servicer, owner, currency
