package kontor.engine.ledger;

/// One currency side of a posting: debits one account and credits another of the same book.
///
/// @param debit number of the account that pays
/// @param credit number of the account that gets
/// @param amountMinor greater than zero
public record Leg(int debit, int credit, long amountMinor) {}
