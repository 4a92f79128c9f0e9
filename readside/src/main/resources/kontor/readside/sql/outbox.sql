-- Whole positions only: what one command caused is never cut in two, since a reader continues
-- after a position.
SELECT o.*, k.position AS acknowledged_position
FROM outbox o
LEFT JOIN outbox_acknowledgements k ON k.bic = o.bic
WHERE o.bic = ? AND o.position > ?
  AND o.position <= (
    SELECT COALESCE(MAX(some.position), -1)
    FROM (SELECT position FROM outbox WHERE bic = ? AND position > ?
          ORDER BY position, event_index, ordinal LIMIT ?) AS some)
ORDER BY o.position, o.event_index, o.ordinal
