SELECT o.*, k.position AS acknowledged_position
FROM outbox o
LEFT JOIN outbox_acknowledgements k ON k.bic = o.bic
WHERE o.uetr = ?
ORDER BY o.position, o.event_index, o.ordinal
