SELECT * FROM accounts WHERE kind = 'LORO' ORDER BY servicer, owner, currency
