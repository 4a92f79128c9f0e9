UPDATE charges SET sum_minor = ?, sum_currency = ?, sum_digits = ?
WHERE position = ? AND event_index = ? AND ordinal = ?
