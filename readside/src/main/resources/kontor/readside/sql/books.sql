SELECT * FROM accounts WHERE successor IS NULL ORDER BY servicer, currency, kind DESC, owner
