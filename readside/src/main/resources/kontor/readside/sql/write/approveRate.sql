INSERT INTO rate_approvals (proposal, party, maker, checker, timestamp_ms) VALUES (?, ?, ?, ?, ?)
