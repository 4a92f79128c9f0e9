INSERT INTO turnover
  (day, currency, digits, payer_institution, payee_institution, side, payments, sum_minor)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (day, currency, digits, payer_institution, payee_institution, side) DO UPDATE SET
  payments = excluded.payments, sum_minor = excluded.sum_minor
