DELETE FROM annexes WHERE agreement = ? AND kind = ? AND version = ?
