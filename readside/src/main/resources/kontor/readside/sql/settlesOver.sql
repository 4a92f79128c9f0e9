SELECT via FROM directory WHERE bic = ? AND kind = 'INDIRECT_BANK'
