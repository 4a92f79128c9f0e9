SELECT * FROM base_rates ORDER BY source, destination, provider
