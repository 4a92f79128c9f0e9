UPDATE directory SET notice_ms = NULL, changed_ms = ? WHERE bic = ?
