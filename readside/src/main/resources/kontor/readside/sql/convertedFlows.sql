SELECT e.amount_minor > 0 AS is_in, SUM(e.amount_minor) AS foreign_minor,
  SUM(CASE WHEN e.amount_minor > 0 THEN p.credit_minor ELSE p.debit_minor END) AS own_minor
FROM entries e JOIN payments p ON p.number = e.payment
WHERE e.account = ? AND e.timestamp_ms >= ? AND e.timestamp_ms < ?
  AND p.debit_currency <> p.credit_currency
GROUP BY e.amount_minor > 0
