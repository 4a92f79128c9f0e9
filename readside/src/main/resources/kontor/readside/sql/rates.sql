SELECT f.* FROM fixings f
WHERE f.effective_from_ms <= ?
  AND NOT EXISTS (
    SELECT 1 FROM fixings later
    WHERE later.agreement = f.agreement AND later.base = f.base AND later.quoted = f.quoted
      AND later.effective_from_ms <= ?
      AND (later.effective_from_ms > f.effective_from_ms
        OR (later.effective_from_ms = f.effective_from_ms AND later.number > f.number)))
  -- A fixing in a money that was holds no more.
  AND NOT EXISTS (
    SELECT 1 FROM redenominations r
    WHERE r.from_code IN (f.base, f.quoted) AND r.state = 'DONE' AND r.at_ms <= ?)
ORDER BY f.agreement, f.base, f.quoted
