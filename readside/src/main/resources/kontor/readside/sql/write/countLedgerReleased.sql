UPDATE ledger_totals SET created = created + ? WHERE kind = ?
