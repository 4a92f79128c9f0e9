SELECT * FROM accounts
WHERE owner = ? AND (kind = 'LORO' AND servicer <> owner OR kind = 'NOSTRO' AND servicer = owner)
ORDER BY currency, servicer, kind
