SELECT * FROM agreement_frames ORDER BY id
