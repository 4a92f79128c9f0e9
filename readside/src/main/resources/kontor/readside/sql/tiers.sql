SELECT * FROM provider_tiers ORDER BY provider, source, from_minor
