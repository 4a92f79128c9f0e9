UPDATE agreement_frames SET state = ? WHERE id = ?
