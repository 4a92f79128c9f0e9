SELECT a.form FROM editions e
JOIN annexes a ON a.agreement = e.agreement AND a.kind = e.kind AND a.version = e.version
WHERE e.agreement = ? AND e.edition = ? AND e.kind = ?
