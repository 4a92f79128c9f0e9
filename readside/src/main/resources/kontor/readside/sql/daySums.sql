WITH accepted AS (
  SELECT j.operation, p.*
  FROM judgements j JOIN payments p ON p.uetr = j.uetr
  WHERE j.agreement = ?
    -- A payment that was moved there was judged for a day before it.
    AND (j.day = ? OR p.uetr IN (SELECT r.uetr FROM redatings r WHERE r.new_day = ?))
    AND p.value_day = ? AND p.state NOT IN ('REJECTED', 'EXPIRED')
)
SELECT operation, currency, digits, SUM(minor) AS sum_minor
FROM (
  SELECT operation, debit_currency AS currency, debit_digits AS digits, debit_minor AS minor
  FROM accepted
  UNION ALL
  SELECT operation, credit_currency, credit_digits, credit_minor
  FROM accepted
  WHERE credit_currency <> debit_currency
)
GROUP BY operation, currency, digits
ORDER BY operation, currency
