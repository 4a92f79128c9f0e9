SELECT * FROM zones ORDER BY zone
