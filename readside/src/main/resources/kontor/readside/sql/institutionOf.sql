SELECT institution FROM participants WHERE bic = ?
