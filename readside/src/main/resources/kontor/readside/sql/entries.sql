-- With those of the account as it was in units of money before this one.
WITH RECURSIVE line (number, predecessor) AS (
  SELECT number, predecessor FROM accounts
  WHERE servicer = ? AND currency = ? AND owner = ? AND kind = ?
  UNION ALL
  SELECT a.number, a.predecessor FROM accounts a JOIN line ON a.number = line.predecessor
)
SELECT e.position, e.event_index, e.timestamp_ms, e.amount_minor, e.balance_minor,
  a.servicer, a.currency, a.owner, a.kind, p.uetr
FROM line
JOIN entries e ON e.account = line.number
JOIN accounts a ON a.number = line.number
LEFT JOIN payments p ON p.number = e.payment
ORDER BY e.position DESC, e.event_index DESC, e.ordinal DESC
LIMIT ?
