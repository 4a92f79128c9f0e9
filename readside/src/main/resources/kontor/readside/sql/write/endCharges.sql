UPDATE charges SET state = ?, billed_day = ? WHERE uetr = ? AND state = 'OPEN'
