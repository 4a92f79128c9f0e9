UPDATE agreement_frames SET signed_day = ? WHERE id = ?
