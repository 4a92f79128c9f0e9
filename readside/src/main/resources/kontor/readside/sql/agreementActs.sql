SELECT * FROM agreement_acts WHERE agreement = ? ORDER BY position, event_index
