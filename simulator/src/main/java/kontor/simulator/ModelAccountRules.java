package kontor.simulator;

import java.math.BigInteger;
import kontor.engine.AccountResult;
import kontor.engine.LedgerAccounts;
import kontor.engine.terms.Key;

/// What the naive ledger says to a new account; the first that fits, in the order of the codes.
final class ModelAccountRules {

  private static final int FLAGS_KNOWN = (1 << 6) - 1;

  private ModelAccountRules() {}

  /// @param nowNs timestamp of this element in the sequence of the log
  static AccountResult check(
      ModelState state, AccountInput a, boolean isImport, long nowNs) {
    if (isImport && !a.has(LedgerAccounts.IMPORTED)) {
      return AccountResult.IMPORTED_EVENT_EXPECTED;
    }
    if (!isImport && a.has(LedgerAccounts.IMPORTED)) {
      return AccountResult.IMPORTED_EVENT_NOT_EXPECTED;
    }
    if (!isImport && a.timestamp() != 0) {
      return AccountResult.TIMESTAMP_MUST_BE_ZERO;
    }
    if (isImport && a.timestamp() <= 0) {
      return AccountResult.IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE;
    }
    if (isImport && a.timestamp() >= nowNs) {
      return AccountResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE;
    }
    if (a.reserved() != 0) {
      return AccountResult.RESERVED_FIELD;
    }
    if ((a.flags() & ~FLAGS_KNOWN) != 0) {
      return AccountResult.RESERVED_FLAG;
    }
    if (a.id().equals(Key.NONE)) {
      return AccountResult.ID_MUST_NOT_BE_ZERO;
    }
    if (a.id().equals(Wire.KEY_MAX)) {
      return AccountResult.ID_MUST_NOT_BE_INT_MAX;
    }
    ModelAccount before = state.accounts.get(a.id());
    return before != null ? compare(a, before.input) : checkContent(state, a, isImport);
  }

  private static AccountResult compare(AccountInput a, AccountInput before) {
    if (a.flags() != before.flags()) {
      return AccountResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    if (!a.userData128().equals(before.userData128())) {
      return AccountResult.EXISTS_WITH_DIFFERENT_USER_DATA_128;
    }
    if (a.userData64() != before.userData64()) {
      return AccountResult.EXISTS_WITH_DIFFERENT_USER_DATA_64;
    }
    if (a.userData32() != before.userData32()) {
      return AccountResult.EXISTS_WITH_DIFFERENT_USER_DATA_32;
    }
    if (a.ledger() != before.ledger()) {
      return AccountResult.EXISTS_WITH_DIFFERENT_LEDGER;
    }
    return a.code() != before.code()
        ? AccountResult.EXISTS_WITH_DIFFERENT_CODE
        : AccountResult.EXISTS;
  }

  private static AccountResult checkContent(ModelState state, AccountInput a, boolean isImport) {
    boolean debitLimit = a.has(LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS);
    boolean creditLimit = a.has(LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS);
    if (debitLimit && creditLimit) {
      return AccountResult.FLAGS_ARE_MUTUALLY_EXCLUSIVE;
    }
    if (!a.balances().get(0).equals(BigInteger.ZERO)) {
      return AccountResult.DEBITS_PENDING_MUST_BE_ZERO;
    }
    if (!a.balances().get(1).equals(BigInteger.ZERO)) {
      return AccountResult.DEBITS_POSTED_MUST_BE_ZERO;
    }
    if (!a.balances().get(2).equals(BigInteger.ZERO)) {
      return AccountResult.CREDITS_PENDING_MUST_BE_ZERO;
    }
    if (!a.balances().get(3).equals(BigInteger.ZERO)) {
      return AccountResult.CREDITS_POSTED_MUST_BE_ZERO;
    }
    if (a.ledger() == 0) {
      return AccountResult.LEDGER_MUST_NOT_BE_ZERO;
    }
    if (a.code() == 0) {
      return AccountResult.CODE_MUST_NOT_BE_ZERO;
    }
    if (isImport
        && (a.timestamp() <= state.lastAccountTimestamp()
            || state.transferTimestamps.contains(a.timestamp()))) {
      return AccountResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS;
    }
    return a.line().signum() > 0 && !debitLimit && !creditLimit
        ? AccountResult.LINE_WITHOUT_LIMIT
        : AccountResult.CREATED;
  }
}
