SELECT DISTINCT edition, from_day FROM editions WHERE agreement = ? ORDER BY edition
