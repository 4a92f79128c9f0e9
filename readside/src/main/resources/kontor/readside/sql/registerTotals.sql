-- A line that names a parameter without a value falls away.
SELECT COUNT(*) AS entries,
  COALESCE(SUM(CASE WHEN r.signed_day BETWEEN :countFrom AND :countUntil THEN 1 ELSE 0 END), 0)
    AS signed,
  COALESCE(MAX(CASE WHEN r.until_day < 2147483647 THEN r.until_day END), 2147483647) AS last_end,
  COALESCE(SUM(CASE WHEN r.until_day = 2147483647 THEN 1 ELSE 0 END), 0) AS open_ended
FROM register_entries r
WHERE 1 = 1
  AND r.state = :state
  AND r.field = :field
  AND r.signed_day >= :signedFrom
  AND r.signed_day <= :signedUntil
  AND r.until_day >= :endFrom
  AND r.until_day <= :endUntil
  AND (r.origin, r.number) IN (SELECT origin, number FROM register_parties WHERE party = :party)
