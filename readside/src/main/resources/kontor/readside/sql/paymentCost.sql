SELECT * FROM payment_costs WHERE uetr = ?
