SELECT * FROM client_improvements ORDER BY provider, client
