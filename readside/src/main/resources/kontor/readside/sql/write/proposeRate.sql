INSERT INTO rate_proposals
  (proposal, agreement, day, state, said, maker, checker, form, proposed_ms, ended_ms)
VALUES (?, ?, ?, 'OPEN', NULL, ?, ?, ?, ?, NULL)
