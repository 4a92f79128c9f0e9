INSERT INTO treaty_parties (treaty, ordinal, party) VALUES (?, ?, ?)
