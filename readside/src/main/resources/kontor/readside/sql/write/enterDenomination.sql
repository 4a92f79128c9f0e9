INSERT INTO denominations
  (code, numeric_code, minor_digits, from_day, until_day, next_code, factor_unscaled, factor_scale)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
