DELETE FROM treaty_parties WHERE treaty = ?
