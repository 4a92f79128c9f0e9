UPDATE quotes SET state = ?, uetr = ? WHERE quote = ?
