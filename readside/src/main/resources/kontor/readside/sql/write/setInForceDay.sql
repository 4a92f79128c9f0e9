UPDATE agreement_frames SET in_force_day = ? WHERE id = ?
