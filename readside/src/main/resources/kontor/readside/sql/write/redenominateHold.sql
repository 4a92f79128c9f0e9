UPDATE holds SET account = ?, amount_minor = ? WHERE hold = ?
