UPDATE messages SET refusal = ? WHERE number = ?
