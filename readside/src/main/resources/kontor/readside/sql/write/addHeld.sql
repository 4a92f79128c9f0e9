UPDATE accounts SET held_minor = held_minor + ? WHERE number = ?
