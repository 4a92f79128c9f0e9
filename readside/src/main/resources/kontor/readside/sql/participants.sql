SELECT bic, kind, institution, admission FROM participants ORDER BY bic
