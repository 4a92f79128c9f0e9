SELECT currency, maximum_minor FROM agreement_maximums
WHERE agreement = ? AND version = ?
ORDER BY ordinal
