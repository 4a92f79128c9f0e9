SELECT * FROM messages WHERE digest = ?
