SELECT position FROM outbox_acknowledgements WHERE bic = ?
