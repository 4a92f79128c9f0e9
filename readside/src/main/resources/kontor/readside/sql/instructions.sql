-- The payments that the message brought, what the edge refused of it, and those of its
-- instructions that spoke of a payment which another instruction had brought before.
SELECT p.sequence, p.uetr, p.state, p.refusals, NULL AS faults
FROM messages m
JOIN payments p ON p.message = m.number
WHERE m.digest = ?
UNION
SELECT r.sequence, r.uetr, NULL AS state, '' AS refusals, r.faults
FROM messages m
JOIN refused_instructions r ON r.message = m.number
WHERE m.digest = ?
UNION
SELECT t.sequence, p.uetr,
  CASE t.kind WHEN 'REPEATED' THEN p.state ELSE NULL END AS state,
  CASE t.kind WHEN 'REPEATED' THEN p.refusals ELSE t.refusals END AS refusals,
  NULL AS faults
FROM messages m
JOIN timeline t ON t.message = m.number
JOIN payments p ON p.number = t.payment
WHERE m.digest = ? AND NOT (p.message = m.number AND p.sequence = t.sequence)
ORDER BY 1, 2
