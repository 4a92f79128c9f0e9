DELETE FROM transfer_reference
WHERE id_high = ? AND id_low = ?
