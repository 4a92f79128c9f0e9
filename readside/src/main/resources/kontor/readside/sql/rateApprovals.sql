SELECT * FROM rate_approvals WHERE proposal = ? ORDER BY timestamp_ms, party
