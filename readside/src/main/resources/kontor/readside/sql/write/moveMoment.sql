UPDATE day_moments SET instant_ms = ? WHERE agreement = ? AND day = ? AND moment = ?
