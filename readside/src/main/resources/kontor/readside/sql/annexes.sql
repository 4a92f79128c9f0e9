SELECT * FROM annexes WHERE agreement = ? ORDER BY kind, version
