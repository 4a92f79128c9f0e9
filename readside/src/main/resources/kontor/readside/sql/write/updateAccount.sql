UPDATE accounts SET balance_minor = ?, held_minor = ?, line_minor = ? WHERE number = ?
