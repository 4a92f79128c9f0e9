SELECT f.rate_unscaled, f.rate_scale, f.source, o.*
FROM fixing_origins o
JOIN fixings f ON f.agreement = o.agreement AND f.base = o.base AND f.quoted = o.quoted
  AND f.effective_from_ms = o.effective_from_ms
WHERE o.agreement = ?
ORDER BY o.effective_from_ms DESC, o.base
LIMIT ?
