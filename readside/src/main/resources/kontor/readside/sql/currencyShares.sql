SELECT currency, SUM(payments) AS legs FROM turnover
WHERE day >= ? AND day <= ?
GROUP BY currency
ORDER BY legs DESC, currency
