SELECT * FROM pair_days WHERE agreement = ? ORDER BY day DESC, one, other LIMIT ?
