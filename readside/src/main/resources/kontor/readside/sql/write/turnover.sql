SELECT payments, sum_minor FROM turnover
WHERE day = ? AND currency = ? AND digits = ? AND payer_institution = ?
  AND payee_institution = ? AND side = ?
