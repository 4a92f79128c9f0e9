SELECT party FROM register_parties WHERE origin = ? AND number = ? ORDER BY ordinal
