SELECT p.number FROM payments p
WHERE p.state = 'QUEUED'
  AND p.awaits =
    (SELECT number FROM accounts WHERE servicer = ? AND currency = ? AND owner = ? AND kind = ?)
ORDER BY p.number
LIMIT 1
