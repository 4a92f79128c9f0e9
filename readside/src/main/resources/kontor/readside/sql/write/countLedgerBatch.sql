INSERT INTO ledger_totals (kind, batches, asked, created) VALUES (?, 1, ?, ?)
ON CONFLICT (kind) DO UPDATE SET
  batches = ledger_totals.batches + 1,
  asked = ledger_totals.asked + excluded.asked,
  created = ledger_totals.created + excluded.created
