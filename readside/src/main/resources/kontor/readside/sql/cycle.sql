SELECT * FROM cycles WHERE agreement = ? AND day = ?
