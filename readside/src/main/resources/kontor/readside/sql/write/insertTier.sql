INSERT INTO provider_tiers (provider, source, from_minor, basis_points) VALUES (?, ?, ?, ?)
