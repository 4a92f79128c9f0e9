package kontor.engine.liquidity;

import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.ledger.Leg;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;

/// A payment that waits for money on one account it must debit, or for its cycle to close.
///
/// @param row number of the payment in its table
/// @param posting what must be posted; the first leg debits the payer's bank
/// @param awaits number of the account that lacks cover, or {@link LiquidityQueue#cycle}. If it is
///     not the payer's bank's account, then the sum of the first leg is set aside on that
/// @param reason COVER_MISSING, CREDIT_LINE_EXCEEDED or AWAITS_CYCLE
/// @param deadlineMs when it leaves unsettled
/// @param dated what its sender said of time
public record Waiting(
    int row,
    PaymentId payment,
    ParticipantId debtorAgent,
    ParticipantId creditorAgent,
    List<Leg> posting,
    int awaits,
    Refusal reason,
    long deadlineMs,
    Dated dated) {

  /// Where there is no number: of a payment that is not in its table yet, of an account if none
  /// lacks cover.
  public static final int NONE = -1;

  /// @param valueDay days since 1970-01-01; another one if a holiday came upon it
  /// @param expiryMs the sender's own deadline; 0 if none
  public record Dated(int valueDay, long expiryMs) {
    /// Under an agreement without a calendar nothing is re-dated.
    public static final Dated NONE = new Dated(Integer.MIN_VALUE, 0);
  }

  /// The leg that debits the payer's bank.
  public Leg payer() {
    return posting.getFirst();
  }

  /// Whether the payer's bank's sum is set aside while the payment waits for the partner's side.
  public boolean isReserved() {
    return awaits != payer().debit();
  }

  public boolean lacksNothing() {
    return awaits == NONE;
  }

  public boolean awaitsCycle() {
    return LiquidityQueue.isCycle(awaits);
  }

  /// The same payment once it has its number.
  public Waiting at(int newRow) {
    return new Waiting(
        newRow, payment, debtorAgent, creditorAgent, posting, awaits, reason, deadlineMs, dated);
  }

  public Waiting with(List<Leg> newPosting) {
    return new Waiting(
        row, payment, debtorAgent, creditorAgent, newPosting, awaits, reason, deadlineMs, dated);
  }

  public Waiting on(int account, Refusal newReason) {
    return new Waiting(
        row, payment, debtorAgent, creditorAgent, posting, account, newReason, deadlineMs, dated);
  }

  public Waiting dated(Dated newDated, long newDeadlineMs) {
    return new Waiting(
        row,
        payment,
        debtorAgent,
        creditorAgent,
        posting,
        awaits,
        reason,
        newDeadlineMs,
        newDated);
  }
}
