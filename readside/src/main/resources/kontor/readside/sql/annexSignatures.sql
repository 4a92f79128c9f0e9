SELECT party FROM annex_signatures WHERE agreement = ? AND kind = ? AND version = ?
ORDER BY position, event_index
