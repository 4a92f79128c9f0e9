SELECT code, minor_digits FROM currencies WHERE defined = 1 ORDER BY code
