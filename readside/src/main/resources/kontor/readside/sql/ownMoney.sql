SELECT agreement, currency FROM (
  SELECT agreement, currency FROM agreement_parties WHERE institution = ?
  UNION
  SELECT id, currency_a FROM agreements WHERE institution_a = ?
  UNION
  SELECT id, currency_b FROM agreements WHERE institution_b = ?)
ORDER BY agreement
