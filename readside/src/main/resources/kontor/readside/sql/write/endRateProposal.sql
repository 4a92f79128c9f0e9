UPDATE rate_proposals SET state = ?, said = ?, ended_ms = ? WHERE proposal = ?
