-- What became final over each bank's account, by the bank that was named in the payment.
SELECT direct, bank, currency, digits, COUNT(*) AS payments, SUM(minor) AS sum_minor
FROM (
  SELECT COALESCE(d.via, p.debtor_agent) AS direct, p.debtor_agent AS bank,
    p.debit_currency AS currency, p.debit_digits AS digits, p.debit_minor AS minor
  FROM payments p
  LEFT JOIN directory d ON d.bic = p.debtor_agent AND d.kind = 'INDIRECT_BANK'
  WHERE p.state = 'SETTLED' AND p.ended_ms >= ? AND p.ended_ms < ?
  UNION ALL
  SELECT COALESCE(d.via, p.creditor_agent), p.creditor_agent,
    p.credit_currency, p.credit_digits, p.credit_minor
  FROM payments p
  LEFT JOIN directory d ON d.bic = p.creditor_agent AND d.kind = 'INDIRECT_BANK'
  WHERE p.state = 'SETTLED' AND p.ended_ms >= ? AND p.ended_ms < ?
)
GROUP BY direct, bank, currency, digits
ORDER BY direct, currency, sum_minor DESC, bank
