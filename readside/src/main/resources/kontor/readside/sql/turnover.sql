SELECT currency, digits, payer_institution, payee_institution, side,
  SUM(payments) AS payments, SUM(sum_minor) AS sum_minor
FROM turnover
WHERE day >= ? AND day <= ?
GROUP BY currency, digits, payer_institution, payee_institution, side
ORDER BY currency, digits, payer_institution, payee_institution, side
