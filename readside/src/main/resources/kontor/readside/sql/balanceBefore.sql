SELECT balance_minor FROM entries
WHERE account = ? AND timestamp_ms < ?
ORDER BY position DESC, event_index DESC, ordinal DESC
LIMIT 1
