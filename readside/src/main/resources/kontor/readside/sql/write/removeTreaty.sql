DELETE FROM treaties WHERE number = ?
