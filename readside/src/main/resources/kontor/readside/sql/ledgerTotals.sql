SELECT kind, batches, asked, created FROM ledger_totals ORDER BY kind
