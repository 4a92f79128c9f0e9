SELECT state, currency, digits, payments, sum_minor FROM payment_counts
WHERE day = ? AND payments > 0
ORDER BY currency, digits, state
