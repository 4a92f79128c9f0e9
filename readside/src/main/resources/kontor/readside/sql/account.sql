SELECT * FROM accounts WHERE servicer = ? AND currency = ? AND owner = ? AND kind = ?
