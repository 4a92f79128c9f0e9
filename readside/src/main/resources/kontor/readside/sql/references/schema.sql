-- Ids are two halves of 64 bits. A row is what people wrote about one transfer.
CREATE TABLE IF NOT EXISTS transfer_reference (
  id_high INTEGER NOT NULL,
  id_low INTEGER NOT NULL,
  uetr TEXT,
  end_to_end_id TEXT,
  message_id TEXT,
  free_text TEXT,
  PRIMARY KEY (id_high, id_low)
) WITHOUT ROWID;
