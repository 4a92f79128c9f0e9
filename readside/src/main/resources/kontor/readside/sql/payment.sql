SELECT p.*, w.servicer AS awaits_servicer, w.currency AS awaits_currency,
  w.owner AS awaits_owner, w.kind AS awaits_kind
FROM payments p
LEFT JOIN accounts w ON w.number = p.awaits
WHERE p.uetr = ?
