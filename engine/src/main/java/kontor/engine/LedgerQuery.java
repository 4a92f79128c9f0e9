package kontor.engine;

import kontor.engine.terms.Key;

/// A question to the bulk ledger. It goes through the log like a command, so its answer is that
/// of one log position. Answers are records, in order of their timestamps, at most
/// {@link Transfers#COUNT_MAX}.
public sealed interface LedgerQuery {

  /// Accounts by id, in the order asked; unknown ones are left out.
  ///
  /// @param ids 16 bytes each, low half first
  record LookUpAccounts(byte[] ids) implements LedgerQuery {}

  /// Transfers by id, in the order asked; unknown ones are left out.
  ///
  /// @param ids 16 bytes each, low half first
  record LookUpTransfers(byte[] ids) implements LedgerQuery {}

  /// Ids of transfers that failed for ever, 16 bytes each, in the order asked: nothing will ever be
  /// created under them. Others are left out.
  ///
  /// @param ids 16 bytes each, low half first
  record LookUpFailed(byte[] ids) implements LedgerQuery {}

  /// The transfers of an account.
  record AccountTransfers(AccountFilter filter) implements LedgerQuery {}

  /// Balances after each transfer of an account with history: {@link AccountBalances}.
  record AccountBalances(AccountFilter filter) implements LedgerQuery {}

  record QueryAccounts(QueryFilter filter) implements LedgerQuery {}

  record QueryTransfers(QueryFilter filter) implements LedgerQuery {}

  /// Pairs of accounts with a line: {@link LedgerPairs}, in the order asked; others are left out.
  ///
  /// @param idPairs 32 bytes each, account and counterparty, low halves first
  record LookUpPairs(byte[] idPairs) implements LedgerQuery {}

  /// Of one account. A field that is 0 does not filter.
  ///
  /// @param timestampMin nanoseconds of log time, inclusive
  /// @param timestampMax nanoseconds of log time, inclusive
  /// @param limit of records, not 0
  /// @param flags {@link #DEBITS}, {@link #CREDITS} or both; {@link #REVERSED}
  record AccountFilter(
      Key account,
      Key userData128,
      long userData64,
      int userData32,
      int code,
      long timestampMin,
      long timestampMax,
      int limit,
      int flags) {

    /// Transfers that debit the account.
    public static final int DEBITS = 1;
    /// Transfers that credit the account.
    public static final int CREDITS = 1 << 1;
    /// Newest first.
    public static final int REVERSED = 1 << 2;
    /// Kontor's own, of transfers: those that wait instead of those that were posted.
    public static final int WAITING = QueryFilter.WAITING;
  }

  /// Of all accounts or transfers. A field that is 0 does not filter.
  ///
  /// @param timestampMin nanoseconds of log time, inclusive
  /// @param timestampMax nanoseconds of log time, inclusive
  /// @param limit of records, not 0
  /// @param flags {@link #REVERSED}
  record QueryFilter(
      Key userData128,
      long userData64,
      int userData32,
      int ledger,
      int code,
      long timestampMin,
      long timestampMax,
      int limit,
      int flags) {

    /// Newest first.
    public static final int REVERSED = 1;
    /// Kontor's own, of transfers: those that wait instead of those that were posted, with the time
    /// at which they came.
    public static final int WAITING = 1 << 31;
  }
}
