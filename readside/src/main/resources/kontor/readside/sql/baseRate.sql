SELECT * FROM base_rates WHERE provider = ? AND source = ? AND destination = ?
