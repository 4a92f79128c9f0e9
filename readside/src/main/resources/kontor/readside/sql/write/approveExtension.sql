UPDATE extensions SET
  approved_ms = ?, cut_off_ms = ?, charge_minor = ?, charge_currency = ?, charge_digits = ?
WHERE agreement = ? AND day = ? AND moment = ? AND participant = ? AND approved_ms IS NULL
