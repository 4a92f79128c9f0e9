DELETE FROM base_rates WHERE source = ? OR destination = ?
