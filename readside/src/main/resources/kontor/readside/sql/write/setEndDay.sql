UPDATE agreement_frames SET end_day = ? WHERE id = ?
