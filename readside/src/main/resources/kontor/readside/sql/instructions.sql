-- The payments that the message brought, what the edge refused of it, and those of its
-- instructions that spoke of a payment which another instruction had brought before.
SELECT sequence, uetr, state, refusals, NULL AS faults FROM payments WHERE message = ?
UNION
SELECT sequence, uetr, NULL AS state, '' AS refusals, faults FROM refused_instructions
WHERE message = ?
UNION
SELECT t.sequence, p.uetr,
  CASE t.kind WHEN 'REPEATED' THEN p.state ELSE NULL END AS state,
  CASE t.kind WHEN 'REPEATED' THEN p.refusals ELSE t.refusals END AS refusals,
  NULL AS faults
FROM timeline t
JOIN payments p ON p.number = t.payment
WHERE t.message = ? AND t.kind IN ('REPEATED', 'CONFLICT')
  AND NOT (p.message = t.message AND p.sequence = t.sequence)
ORDER BY 1, 2
