INSERT OR REPLACE INTO transfer_reference
  (id_high, id_low, uetr, end_to_end_id, message_id, free_text)
VALUES (?, ?, ?, ?, ?, ?)
