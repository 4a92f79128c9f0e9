SELECT number FROM messages WHERE digest = ?
