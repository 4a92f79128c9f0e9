INSERT INTO currencies (code, minor_digits, defined) VALUES (?, ?, 1)
ON CONFLICT (code) DO UPDATE SET minor_digits = excluded.minor_digits, defined = 1
