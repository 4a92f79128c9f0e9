UPDATE payments SET
  state = 'RATED', refusals = '',
  agreement = ?, agreement_version = ?,
  debit_minor = ?, debit_currency = ?, debit_digits = ?,
  credit_minor = ?, credit_currency = ?, credit_digits = ?,
  rate_agreement = ?, rate_base = ?, rate_quoted = ?, rate_unscaled = ?, rate_scale = ?,
  rate_effective_from_ms = ?, rate_source = ?
WHERE number = ?
