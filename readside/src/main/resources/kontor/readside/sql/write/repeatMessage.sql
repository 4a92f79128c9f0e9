UPDATE messages SET repeats = repeats + 1 WHERE number = ?
