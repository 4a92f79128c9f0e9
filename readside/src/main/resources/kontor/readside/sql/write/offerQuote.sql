-- A request that is made again is answered with quotes that are here.
INSERT INTO quotes (
  quote, agreement, client, provider, rate_unscaled, rate_scale, source, source_minor,
  destination, destination_minor, rate_posted_ms, offered_ms, expires_ms, state)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OFFERED')
ON CONFLICT (quote) DO NOTHING
