SELECT evidence FROM message_parts WHERE digest = ? ORDER BY part
