INSERT INTO payment_counts (day, state, currency, digits, payments, sum_minor)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (day, state, currency, digits) DO UPDATE SET
  payments = excluded.payments, sum_minor = excluded.sum_minor
