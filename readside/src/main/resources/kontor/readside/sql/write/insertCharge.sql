INSERT INTO charges (position, event_index, ordinal, timestamp_ms, agreement, annex, cause, rule,
  agent, collection, earner, payer, sum_minor, sum_currency, sum_digits, uetr, day, about, state,
  billed_day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
