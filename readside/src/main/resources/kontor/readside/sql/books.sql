SELECT * FROM accounts ORDER BY servicer, currency, kind DESC, owner
