SELECT uetr, end_to_end_id, message_id, free_text
FROM transfer_reference
WHERE id_high = ? AND id_low = ?
