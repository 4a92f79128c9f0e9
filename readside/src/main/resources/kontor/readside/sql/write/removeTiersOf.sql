DELETE FROM provider_tiers WHERE source = ?
