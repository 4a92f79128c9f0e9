DELETE FROM client_improvements WHERE provider = ? AND client = ?
