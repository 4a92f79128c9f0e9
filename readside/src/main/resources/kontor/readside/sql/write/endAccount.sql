UPDATE accounts SET successor = ? WHERE number = ?
