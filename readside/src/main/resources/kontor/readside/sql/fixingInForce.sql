SELECT f.* FROM fixings f
LEFT JOIN fixing_origins o ON o.agreement = f.agreement AND o.base = f.base
  AND o.quoted = f.quoted AND o.effective_from_ms = f.effective_from_ms
WHERE f.agreement = ? AND f.base = ? AND f.quoted = ? AND f.effective_from_ms <= ?
  AND (o.until_ms IS NULL OR o.until_ms > ?)
ORDER BY f.effective_from_ms DESC, f.number DESC
LIMIT 1
