DELETE FROM annex_signatures WHERE agreement = ? AND kind = ? AND version = ?
