UPDATE payments SET
  debit_minor = ?, debit_currency = ?, debit_digits = ?,
  credit_minor = ?, credit_currency = ?, credit_digits = ?, awaits = ?
WHERE number = ?
