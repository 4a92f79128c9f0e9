DELETE FROM provider_tiers WHERE provider = ? AND source = ?
