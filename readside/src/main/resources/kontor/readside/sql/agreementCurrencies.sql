SELECT currency FROM agreement_currencies WHERE agreement = ? AND version = ? ORDER BY ordinal
