UPDATE pair_days SET standing = 'CONFIRMED', reason = ?, timestamp_ms = ?
WHERE agreement = ? AND day = ? AND one = ? AND other = ?
