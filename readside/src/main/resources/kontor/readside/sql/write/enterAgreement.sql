INSERT INTO agreements
  (id, version, effective_from_day, effective_until_day, model,
   institution_a, currency_a, institution_b, currency_b, provider,
   price_in_a_mode, price_in_a_scale, price_in_b_mode, price_in_b_scale, conversion,
   queue_ms, position, event_index, timestamp_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
