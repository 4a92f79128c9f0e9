INSERT INTO calendars (country, rest_days) VALUES (?, ?)
