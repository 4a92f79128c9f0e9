SELECT DISTINCT uetr FROM charges WHERE state = 'OPEN'
