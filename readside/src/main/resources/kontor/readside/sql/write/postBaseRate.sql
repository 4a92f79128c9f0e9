INSERT INTO base_rates (provider, source, destination, rate_unscaled, rate_scale, posted_ms)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (provider, source, destination) DO UPDATE SET
  rate_unscaled = excluded.rate_unscaled,
  rate_scale = excluded.rate_scale,
  posted_ms = excluded.posted_ms
