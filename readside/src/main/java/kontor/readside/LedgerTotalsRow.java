package kontor.readside;

/// What came into the bulk ledger so far.
///
/// @param created how many of those asked for were created
public record LedgerTotalsRow(Kind kind, long batches, long asked, long created) {

  public enum Kind {
    ACCOUNTS,
    TRANSFERS
  }
}
