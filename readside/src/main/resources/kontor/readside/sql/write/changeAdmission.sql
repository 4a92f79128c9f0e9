UPDATE participants SET admission = ? WHERE bic = ?
