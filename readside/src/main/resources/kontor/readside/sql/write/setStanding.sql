UPDATE directory SET standing = ?, notice_ms = ?, changed_ms = ? WHERE bic = ?
