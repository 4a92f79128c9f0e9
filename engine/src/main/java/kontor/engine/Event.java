package kontor.engine;

import java.util.List;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.MoveFunds;
import kontor.engine.annex.Judgement;
import kontor.engine.annex.Penalty;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.governance.Objection;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import org.jspecify.annotations.Nullable;

/// Everything that can ever come out of the core. An event happened at the log position and time
/// of the command that caused it; whoever carries events adds those two and a running index.
public sealed interface Event {

  record CurrencyDefined(Currency currency) implements Event {}

  record ParticipantAdmitted(
      ParticipantId participant, ParticipantKind kind, ParticipantId institution)
      implements Event {}

  record AdmissionChanged(ParticipantId participant, Admission admission) implements Event {}

  record AccountOpened(AccountId account) implements Event {}

  record CreditLineSet(AccountId account, Money line) implements Event {}

  record AgreementEntered(Agreement agreement) implements Event {}

  record FixingPublished(Fixing fixing) implements Event {}

  record FundsMoved(
      Key reference,
      AccountId account,
      Money amount,
      MoveFunds.Direction direction,
      List<Entry> entries)
      implements Event {}

  /// An operator's command without effect: refused, or `ALREADY_EXISTS` when said before.
  record CommandRefused(Refusal refusal) implements Event {}

  record HoldPlaced(Key hold, AccountId account, Money amount, long expiryMs) implements Event {}

  /// @param expired true when its time was over, false when released
  record HoldReleased(Key hold, AccountId account, Money amount, boolean expired)
      implements Event {}

  /// Evidence is in: this part of the message is in the log.
  record MessageReceived(Envelope envelope, byte[] evidence) implements Event {}

  /// These very bytes were here before; what follows are the first answers.
  record MessageRepeated(Digest digest, long firstPosition, long firstTimestampMs)
      implements Event {}

  /// The sender used this message id for other content; none of its instructions counts.
  record MessageRefused(Digest digest, Refusal refusal) implements Event {}

  /// The edge refused it; the core only recorded it.
  record InstructionRefused(
      Digest message, int sequence, @Nullable PaymentId payment, byte[] faults)
      implements Event {}

  /// Every check passed, both sums and the rate are fixed.
  record PaymentAccepted(Digest message, PaymentOrder order, Conversion conversion)
      implements Event {}

  /// A payment was looked at under the annex on operations (F05). Its answer follows.
  ///
  /// @param day value date: whose annex was asked, and whose room counts
  /// @param operation as the payment states it; null if it does not
  record OperationJudged(
      PaymentId payment,
      int agreement,
      int day,
      @Nullable OperationClass operation,
      Judgement judgement)
      implements Event {}

  /// What an accepted payment costs by the annex on fees (F32). Kontor's own legs are as they were:
  /// what is deducted the agents take in their own books, all else is billed once the payment is
  /// settled.
  ///
  /// @param annex version of the annex
  /// @param bearer who bears the charges, as stated or as is the rule where nothing is
  /// @param fees in the order of the rules; none where no rule is for it
  /// @param received what the receiver gets after all fees
  record FeesCharged(
      PaymentId payment,
      int agreement,
      int annex,
      ChargeBearer bearer,
      List<ChargedFee> fees,
      Money received)
      implements Event {}

  /// A breach that the annex on fees names has its price (F32). Together with the log position the
  /// entry has a name for ever.
  ///
  /// @param annex version of the annex
  /// @param participant who pays
  /// @param payment the one that was refused; null if it is for something else
  /// @param day the value date or business day that it is about
  /// @param about what else names it: a pair of moneys, or the reason of a refusal
  record PenaltyCharged(
      int agreement,
      int annex,
      Penalty.Cause cause,
      ParticipantId participant,
      Money sum,
      @Nullable PaymentId payment,
      int day,
      String about)
      implements Event {}

  /// It waits for its rate, which not every party has approved (F08).
  ///
  /// @param reason RATE_UNCONFIRMED, RATE_STALE or FIXING_MISSING
  /// @param deadlineMs when it leaves unsettled
  record RateAwaited(
      Digest message, PaymentOrder order, int agreement, Refusal reason, long deadlineMs)
      implements Event {}

  /// The rate that it waited for is there: every check passed, both sums are fixed.
  record PaymentRated(PaymentId payment, Conversion conversion) implements Event {}

  record PaymentRejected(Digest message, PaymentOrder order, List<Refusal> refusals)
      implements Event {}

  /// It waits for money on one account, or for its netting cycle to close.
  ///
  /// @param awaits the account that lacks cover; of a cycle the one that carries the payee's side
  /// @param reason COVER_MISSING, CREDIT_LINE_EXCEEDED or AWAITS_CYCLE
  /// @param deadlineMs when it leaves the queue unsettled
  record PaymentQueued(PaymentId payment, AccountId awaits, Refusal reason, long deadlineMs)
      implements Event {}

  /// Finality (PFMI 8): both legs are posted, at this position.
  ///
  /// @param entries sum to zero in each book
  record PaymentSettled(PaymentId payment, Conversion conversion, List<Entry> entries)
      implements Event {}

  /// A netting cycle has closed (F25). What it settles becomes final at this position, all of it
  /// or nothing; what the lines do not bear goes to the next one.
  ///
  /// @param day business day of the cycle
  /// @param settled how many payments it settles
  /// @param carried how many go to the next cycle
  /// @param positions of the loro accounts that it moves, by account
  record CycleClosed(int agreement, int day, int settled, int carried, List<NetPosition> positions)
      implements Event {}

  record PaymentExpired(PaymentId payment, Refusal refusal) implements Event {}

  /// The same instruction again: here is where it stands.
  record PaymentRepeated(Digest message, int sequence, PaymentId payment, Outcome outcome)
      implements Event {}

  /// An identity was used before for other content; the earlier payment is untouched.
  record PaymentConflict(Digest message, int sequence, PaymentId payment, Refusal refusal)
      implements Event {}

  record OutboxAcknowledged(ParticipantId participant, long position) implements Event {}

  record LedgerAccountsOpened(LedgerResults results) implements Event {}

  record TransfersPosted(LedgerResults results) implements Event {}

  record LedgerLinesSet(LedgerResults results) implements Event {}

  /// Transfers whose time was over: what was pending holds nothing any more, what waited has
  /// failed for ever.
  ///
  /// @param ids high and low half of each, in order of expiry
  record TransfersExpired(long[] ids) implements Event {}

  /// Transfers that waited for cover and got it: they are created now.
  ///
  /// @param released four numbers of each, in the order in which they were created: high and low
  ///     half of the id, the timestamp of the first leg in nanoseconds of log time, and how many
  ///     legs there are, each a nanosecond after the one before it
  record TransfersReleased(long[] released) implements Event {}

  /// The answer to a question. It goes to who asked and not into the journal.
  ///
  /// @param recordBytes size of one record
  record LedgerRead(int recordBytes, byte[] records) implements Event {}

  /// The beginning of an answer: a list that ends because one question may not cost more. It goes
  /// to who asked and not into the journal.
  ///
  /// @param recordBytes size of one record
  /// @param nextNs instant from which on, or of a reversed list up to which, the rest must be asked
  record LedgerReadInPart(int recordBytes, byte[] records, long nextNs) implements Event {}

  record BaseRatePosted(BaseRate rate) implements Event {}

  record TiersSet(ParticipantId provider, Currency source, Tiers tiers) implements Event {}

  record ImprovementSet(ParticipantId provider, ParticipantId client, int basisPoints)
      implements Event {}

  /// What providers hold out to a payer's bank (F09), best for the payer first. A request that is
  /// made again is answered with the same quotes.
  ///
  /// @param agreement under which it was asked for
  record QuotesOffered(Key request, int agreement, List<Quote> quotes) implements Event {}

  record QuoteSelected(long quote) implements Event {}

  /// A payment was accepted at this quote, and nothing else will be.
  record QuoteConsumed(long quote, PaymentId payment) implements Event {}

  /// Quotes that nobody used.
  ///
  /// @param state EXPIRED; or WITHDRAWN, because one of their moneys is no more
  record QuotesEnded(QuoteState state, List<Long> quotes) implements Event {}

  /// @param by who stands for it; null for what came with time
  record Governed(@Nullable FourEyes by, GovernanceEvent event) implements Event {}

  /// A change without effect: refused, or `ALREADY_EXISTS` when made before.
  ///
  /// @param place what of the change was refused, such as `calendar BR`
  record GovernanceRefused(Objection objection, String place) implements Event {}
}
