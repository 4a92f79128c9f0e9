INSERT INTO outbox_acknowledgements (bic, position) VALUES (?, ?)
ON CONFLICT (bic) DO UPDATE SET position = excluded.position
WHERE excluded.position > outbox_acknowledgements.position
