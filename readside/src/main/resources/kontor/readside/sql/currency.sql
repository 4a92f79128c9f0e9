SELECT code, minor_digits FROM currencies WHERE code = ?
