UPDATE annexes SET holds_from = ? WHERE agreement = ? AND kind = ? AND version = ?
