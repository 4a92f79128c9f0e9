SELECT * FROM directory_lists WHERE day <= ? ORDER BY day DESC LIMIT 1
