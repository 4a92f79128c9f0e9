INSERT OR REPLACE INTO payment_costs (uetr, bearer, annex, received_minor, received_currency,
  received_digits, mid_unscaled, mid_scale, mid_effective_from_ms, mid_source,
  at_mid_minor, at_mid_currency, at_mid_digits, margin_minor, favours, margin_ppm, fees_minor, total_ppm)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
