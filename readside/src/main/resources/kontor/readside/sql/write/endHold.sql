UPDATE holds SET state = ?, ended_position = ?, ended_index = ?, ended_ms = ? WHERE hold = ?
