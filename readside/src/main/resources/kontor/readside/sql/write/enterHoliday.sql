INSERT INTO holidays (country, day, length, declared_on_day, name) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (country, day) DO UPDATE SET
  length = excluded.length, declared_on_day = excluded.declared_on_day, name = excluded.name
