-- A line that names a parameter without a value falls away.
SELECT r.*
FROM register_entries r
WHERE 1 = 1
  AND r.state = :state
  AND r.field = :field
  AND r.signed_day >= :signedFrom
  AND r.signed_day <= :signedUntil
  AND r.until_day >= :endFrom
  AND r.until_day <= :endUntil
  AND (r.origin, r.number) IN (SELECT origin, number FROM register_parties WHERE party = :party)
ORDER BY r.until_day, r.origin, r.number
LIMIT :limit
