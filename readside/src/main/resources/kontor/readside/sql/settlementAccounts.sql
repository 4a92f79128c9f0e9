SELECT servicer, currency, owner, kind FROM accounts
WHERE owner = ? AND kind IN ('SETTLEMENT', 'PROVIDER')
ORDER BY servicer, currency, kind
