SELECT * FROM cycle_positions WHERE agreement = ? AND day = ? ORDER BY ordinal
