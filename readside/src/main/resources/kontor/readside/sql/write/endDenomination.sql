-- What had no successor has one now.
UPDATE denominations SET until_day = ?, next_code = ?, factor_unscaled = ?, factor_scale = ?
WHERE code = ? AND from_day < ? AND until_day >= ? AND next_code IS NULL
