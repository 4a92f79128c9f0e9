SELECT * FROM accounts WHERE servicer = ? AND currency = ? ORDER BY kind DESC, owner
