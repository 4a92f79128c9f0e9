INSERT INTO client_improvements (provider, client, basis_points) VALUES (?, ?, ?)
ON CONFLICT (provider, client) DO UPDATE SET basis_points = excluded.basis_points
