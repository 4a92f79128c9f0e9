SELECT kind, version FROM editions WHERE agreement = ? AND edition = ?
