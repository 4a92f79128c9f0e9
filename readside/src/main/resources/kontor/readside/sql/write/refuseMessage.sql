UPDATE messages SET refusal = ? WHERE digest = ?
