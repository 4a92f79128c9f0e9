SELECT payments, sum_minor FROM payment_counts
WHERE day = ? AND state = ? AND currency = ? AND digits = ?
