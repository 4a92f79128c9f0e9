SELECT c.country, c.rest_days,
  (SELECT COUNT(*) FROM holidays h WHERE h.country = c.country) AS holidays
FROM calendars c
ORDER BY c.country
