package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// What a payment instruction asks for, in the engine's words: ids, sums and dates, no names.
///
/// @param payment the UETR
/// @param sequence place of the transaction in its message, from 0
/// @param content digest of the transaction's content, so that a retry is known from a change
/// @param instructionKey unique per sender and settlement day (V12, InstrId); NONE if not given
/// @param transactionKey unique per sender and settlement day (V12, TxId); NONE if not given
/// @param route the banks on the way
/// @param amounts the sums and the rate as the sender stated them
/// @param timing value date, priority and deadline
/// @param particulars what it is for and how it is priced
public record PaymentOrder(
    PaymentId payment,
    int sequence,
    Digest content,
    Key instructionKey,
    Key transactionKey,
    Route route,
    Amounts amounts,
    Timing timing,
    Particulars particulars) {

  /// An order of which nothing more is stated.
  public PaymentOrder(
      PaymentId payment,
      int sequence,
      Digest content,
      Key instructionKey,
      Key transactionKey,
      Route route,
      Amounts amounts,
      Timing timing) {
    this(
        payment,
        sequence,
        content,
        instructionKey,
        transactionKey,
        route,
        amounts,
        timing,
        Particulars.NONE);
  }

  /// @param sender the instructing agent (ISO `InstgAgt`)
  /// @param debtorAgent the payer's bank
  /// @param creditorAgent the payee's bank
  public record Route(
      ParticipantId sender, ParticipantId debtorAgent, ParticipantId creditorAgent) {}

  /// Which money the payee's bank gets, in this order: the currency of `instructed` if it differs
  /// from that of `settlement`; else `creditCurrency`; else, when the payer's bank pays in its
  /// own country's money, that of the payee's country under the agreement; else the same currency.
  ///
  /// @param settlement what the payer's bank pays (ISO `IntrBkSttlmAmt`)
  /// @param instructed what the payee is owed in his own money (ISO `InstdAmt`), if stated
  /// @param statedRate the rate the sender reckoned with (ISO `XchgRate` or `AgrdRate`), if any
  /// @param creditCurrency currency of the payee's account (ISO `CdtrAcct/Ccy`), if stated
  public record Amounts(
      Money settlement,
      @Nullable Money instructed,
      @Nullable Rate statedRate,
      @Nullable Currency creditCurrency) {}

  /// @param settlementDay value date, days since 1970-01-01 (ISO `IntrBkSttlmDt`)
  /// @param expiryMs do not settle at or after this instant; 0 if none (ISO `XpryDtTm`, `RjctTm`)
  public record Timing(int settlementDay, Priority priority, long expiryMs) {}
}
