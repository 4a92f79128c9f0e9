package kontor.engine.ledger;

/// Rows in the order of time of which each belongs to an account or to two, and leads to the row
/// before it of the same account.
interface RowsOfAccounts extends RowsInTime {

  /// The account's latest row, or -1.
  int last(int account);

  /// The row before this one of an account that has it, or -1.
  int before(int row, int account);

  boolean isOf(int row, int account);
}
