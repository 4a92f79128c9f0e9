SELECT conversion FROM agreements WHERE id = ? AND version = ?
