SELECT * FROM agreement_frames WHERE id = ?
