SELECT t.*, w.servicer AS awaits_servicer, w.currency AS awaits_currency,
  w.owner AS awaits_owner, w.kind AS awaits_kind
FROM timeline t
LEFT JOIN accounts w ON w.number = t.awaits
WHERE t.payment = ?
ORDER BY t.position, t.event_index
