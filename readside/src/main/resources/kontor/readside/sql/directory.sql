-- Those who applied, and those who were admitted before there was a directory.
SELECT bic, kind, via, name, lei, national_code, standing, notice_ms FROM directory
UNION ALL
SELECT p.bic, p.kind, p.institution, NULL, NULL, NULL, p.admission, NULL FROM participants p
WHERE NOT EXISTS (SELECT 1 FROM directory d WHERE d.bic = p.bic)
ORDER BY bic
