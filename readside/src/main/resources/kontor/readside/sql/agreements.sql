SELECT * FROM agreements ORDER BY id, version
