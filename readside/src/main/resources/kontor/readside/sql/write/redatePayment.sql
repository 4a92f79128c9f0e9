UPDATE payments SET value_day = ?, deadline_ms = ? WHERE number = ?
