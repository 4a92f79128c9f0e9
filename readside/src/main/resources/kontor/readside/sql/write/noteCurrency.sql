INSERT INTO currencies (code, minor_digits, defined) VALUES (?, ?, 0)
ON CONFLICT (code) DO NOTHING
