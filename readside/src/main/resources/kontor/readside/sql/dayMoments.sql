SELECT * FROM day_moments WHERE agreement = ? AND day = ? ORDER BY ordinal
