UPDATE participants SET admission = 'RESTRICTED' WHERE bic = ? AND admission = 'ACTIVE'
