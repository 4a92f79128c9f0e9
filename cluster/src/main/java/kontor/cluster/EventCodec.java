package kontor.cluster;

import kontor.engine.Event;
import kontor.engine.LedgerResults;
import kontor.engine.governance.GovernanceForm;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/// Events as bytes: version, kind, then the fields in the order of their records. Numbers of
/// kinds are never used again for something else; see docs/decisions/0005.
final class EventCodec {

  static final int VERSION = 1;

  private static final int CURRENCY_DEFINED = 1;
  private static final int PARTICIPANT_ADMITTED = 2;
  private static final int ADMISSION_CHANGED = 3;
  private static final int ACCOUNT_OPENED = 4;
  private static final int CREDIT_LINE_SET = 5;
  private static final int AGREEMENT_ENTERED = 6;
  private static final int FIXING_PUBLISHED = 7;
  private static final int FUNDS_MOVED = 8;
  private static final int COMMAND_REFUSED = 9;
  private static final int HOLD_PLACED = 10;
  private static final int HOLD_RELEASED = 11;
  private static final int MESSAGE_RECEIVED = 12;
  private static final int MESSAGE_REPEATED = 13;
  private static final int MESSAGE_REFUSED = 14;
  private static final int INSTRUCTION_REFUSED = 15;
  private static final int PAYMENT_ACCEPTED = 16;
  private static final int PAYMENT_REJECTED = 17;
  private static final int PAYMENT_QUEUED = 18;
  private static final int PAYMENT_SETTLED = 19;
  private static final int PAYMENT_EXPIRED = 20;
  private static final int PAYMENT_REPEATED = 21;
  private static final int PAYMENT_CONFLICT = 22;
  private static final int OUTBOX_ACKNOWLEDGED = 23;
  /// Of the first version, without timestamps: read, not written.
  private static final int LEDGER_ACCOUNTS_OPENED_1 = 24;
  private static final int TRANSFERS_POSTED_1 = 25;
  private static final int LEDGER_ACCOUNTS_OPENED = 26;
  private static final int TRANSFERS_POSTED = 27;
  private static final int LEDGER_LINES_SET = 28;
  private static final int TRANSFERS_EXPIRED = 29;
  private static final int LEDGER_READ = 30;
  /// Up to 39 they are for the bulk ledger.
  private static final int TRANSFERS_RELEASED = 31;
  private static final int LEDGER_READ_IN_PART = 32;
  private static final int GOVERNED = 40;
  private static final int GOVERNANCE_REFUSED = 41;
  private static final int BASE_RATE_POSTED = 50;
  private static final int TIERS_SET = 51;
  private static final int IMPROVEMENT_SET = 52;
  private static final int QUOTES_OFFERED = 53;
  private static final int QUOTE_SELECTED = 54;
  private static final int QUOTE_CONSUMED = 55;
  private static final int QUOTES_ENDED = 56;
  private static final int RATE_AWAITED = 57;
  private static final int PAYMENT_RATED = 58;
  private static final int CYCLE_CLOSED = 59;
  private static final int OPERATION_JUDGED = 42;
  private static final int FEES_CHARGED = 43;
  private static final int PENALTY_CHARGED = 44;

  private static final long[] NONE_EXISTING = {};

  private final FieldReader in = new FieldReader();

  static void encode(Event event, FieldWriter out) {
    out.int8(VERSION);
    switch (event) {
      case Event.CurrencyDefined e -> {
        out.int8(CURRENCY_DEFINED);
        out.currency(e.currency());
      }
      case Event.ParticipantAdmitted e -> {
        out.int8(PARTICIPANT_ADMITTED);
        out.participant(e.participant());
        out.int8(e.kind().code());
        out.participant(e.institution());
      }
      case Event.AdmissionChanged e -> {
        out.int8(ADMISSION_CHANGED);
        out.participant(e.participant());
        out.int8(e.admission().code());
      }
      case Event.AccountOpened e -> {
        out.int8(ACCOUNT_OPENED);
        out.account(e.account());
      }
      case Event.CreditLineSet e -> {
        out.int8(CREDIT_LINE_SET);
        out.account(e.account());
        out.money(e.line());
      }
      case Event.AgreementEntered e -> {
        out.int8(AGREEMENT_ENTERED);
        out.agreement(e.agreement());
      }
      case Event.FixingPublished e -> {
        out.int8(FIXING_PUBLISHED);
        out.fixing(e.fixing());
      }
      case Event.FundsMoved e -> encodeFunds(e, out);
      case Event.CommandRefused e -> {
        out.int8(COMMAND_REFUSED);
        out.refusal(e.refusal());
      }
      case Event.HoldPlaced e -> {
        out.int8(HOLD_PLACED);
        out.key(e.hold());
        out.account(e.account());
        out.money(e.amount());
        out.int64(e.expiryMs());
      }
      case Event.HoldReleased e -> {
        out.int8(HOLD_RELEASED);
        out.key(e.hold());
        out.account(e.account());
        out.money(e.amount());
        out.int8(e.expired() ? 1 : 0);
      }
      case Event.BaseRatePosted e -> {
        out.int8(BASE_RATE_POSTED);
        QuoteCodec.write(out, e);
      }
      case Event.TiersSet e -> {
        out.int8(TIERS_SET);
        QuoteCodec.write(out, e);
      }
      case Event.ImprovementSet e -> {
        out.int8(IMPROVEMENT_SET);
        QuoteCodec.write(out, e);
      }
      case Event.QuotesOffered e -> {
        out.int8(QUOTES_OFFERED);
        QuoteCodec.write(out, e);
      }
      case Event.QuoteSelected e -> {
        out.int8(QUOTE_SELECTED);
        out.int64(e.quote());
      }
      case Event.QuoteConsumed e -> {
        out.int8(QUOTE_CONSUMED);
        QuoteCodec.write(out, e);
      }
      case Event.QuotesEnded e -> {
        out.int8(QUOTES_ENDED);
        QuoteCodec.write(out, e);
      }
      case Event.OutboxAcknowledged e -> {
        out.int8(OUTBOX_ACKNOWLEDGED);
        out.participant(e.participant());
        out.int64(e.position());
      }
      case Event.LedgerAccountsOpened e -> {
        out.int8(LEDGER_ACCOUNTS_OPENED);
        out.ledgerResults(e.results());
      }
      case Event.TransfersPosted e -> {
        out.int8(TRANSFERS_POSTED);
        out.ledgerResults(e.results());
      }
      case Event.LedgerLinesSet e -> {
        out.int8(LEDGER_LINES_SET);
        out.ledgerResults(e.results());
      }
      case Event.TransfersExpired e -> {
        out.int8(TRANSFERS_EXPIRED);
        out.longs(e.ids());
      }
      case Event.TransfersReleased e -> {
        out.int8(TRANSFERS_RELEASED);
        out.longs(e.released());
      }
      case Event.LedgerRead e -> {
        out.int8(LEDGER_READ);
        out.int32(e.recordBytes());
        out.block(e.records(), e.records().length);
      }
      case Event.LedgerReadInPart e -> {
        out.int8(LEDGER_READ_IN_PART);
        out.int32(e.recordBytes());
        out.block(e.records(), e.records().length);
        out.int64(e.nextNs());
      }
      case Event.Governed e -> encodeGoverned(e, out);
      case Event.GovernanceRefused e -> {
        out.int8(GOVERNANCE_REFUSED);
        out.int16(e.objection().code());
        out.text(e.place());
      }
      case Event.MessageReceived e -> {
        out.int8(MESSAGE_RECEIVED);
        out.envelope(e.envelope());
        out.block(e.evidence(), e.evidence().length);
      }
      case Event.MessageRepeated e -> {
        out.int8(MESSAGE_REPEATED);
        out.digest(e.digest());
        out.int64(e.firstPosition());
        out.int64(e.firstTimestampMs());
      }
      case Event.MessageRefused e -> {
        out.int8(MESSAGE_REFUSED);
        out.digest(e.digest());
        out.refusal(e.refusal());
      }
      case Event.InstructionRefused e -> {
        out.int8(INSTRUCTION_REFUSED);
        out.digest(e.message());
        out.int32(e.sequence());
        out.paymentOrNone(e.payment());
        out.block(e.faults(), e.faults().length);
      }
      case Event.PaymentAccepted e -> {
        out.int8(PAYMENT_ACCEPTED);
        out.digest(e.message());
        out.order(e.order());
        out.conversion(e.conversion());
      }
      case Event.OperationJudged e -> {
        out.int8(OPERATION_JUDGED);
        out.payment(e.payment());
        out.int32(e.agreement());
        out.int32(e.day());
        out.operationOrNone(e.operation());
        out.judgement(e.judgement());
      }
      case Event.FeesCharged e -> {
        out.int8(FEES_CHARGED);
        out.payment(e.payment());
        out.int32(e.agreement());
        out.int32(e.annex());
        out.int8(e.bearer().code());
        out.fees(e.fees());
        out.money(e.received());
      }
      case Event.PenaltyCharged e -> {
        out.int8(PENALTY_CHARGED);
        out.int32(e.agreement());
        out.int32(e.annex());
        out.int8(e.cause().code());
        out.participant(e.participant());
        out.money(e.sum());
        out.paymentOrNone(e.payment());
        out.int32(e.day());
        out.text(e.about());
      }
      case Event.PaymentRejected e -> {
        out.int8(PAYMENT_REJECTED);
        out.digest(e.message());
        out.order(e.order());
        out.refusals(e.refusals());
      }
      case Event.RateAwaited e -> {
        out.int8(RATE_AWAITED);
        out.digest(e.message());
        out.order(e.order());
        out.int32(e.agreement());
        out.refusal(e.reason());
        out.int64(e.deadlineMs());
      }
      case Event.PaymentRated e -> {
        out.int8(PAYMENT_RATED);
        out.payment(e.payment());
        out.conversion(e.conversion());
      }
      case Event.PaymentQueued e -> {
        out.int8(PAYMENT_QUEUED);
        out.payment(e.payment());
        out.account(e.awaits());
        out.refusal(e.reason());
        out.int64(e.deadlineMs());
      }
      case Event.PaymentSettled e -> {
        out.int8(PAYMENT_SETTLED);
        out.payment(e.payment());
        out.conversion(e.conversion());
        out.entries(e.entries());
      }
      case Event.CycleClosed e -> {
        out.int8(CYCLE_CLOSED);
        out.int32(e.agreement());
        out.int32(e.day());
        out.int32(e.settled());
        out.int32(e.carried());
        out.positions(e.positions());
      }
      case Event.PaymentExpired e -> {
        out.int8(PAYMENT_EXPIRED);
        out.payment(e.payment());
        out.refusal(e.refusal());
      }
      case Event.PaymentRepeated e -> {
        out.int8(PAYMENT_REPEATED);
        out.digest(e.message());
        out.int32(e.sequence());
        out.payment(e.payment());
        out.outcome(e.outcome());
      }
      case Event.PaymentConflict e -> {
        out.int8(PAYMENT_CONFLICT);
        out.digest(e.message());
        out.int32(e.sequence());
        out.payment(e.payment());
        out.refusal(e.refusal());
      }
    }
  }

  private static void encodeFunds(Event.FundsMoved e, FieldWriter out) {
    out.int8(FUNDS_MOVED);
    out.key(e.reference());
    out.account(e.account());
    out.money(e.amount());
    out.direction(e.direction());
    out.entries(e.entries());
  }

  private static void encodeGoverned(Event.Governed e, FieldWriter out) {
    out.int8(GOVERNED);
    out.fourEyesOrNone(e.by());
    byte[] form = GovernanceForm.bytes(e.event());
    out.block(form, form.length);
  }

  /// @return null when the bytes are not an event of a version that is known here
  @Nullable Event decode(DirectBuffer buffer, int offset, int length) {
    try {
      in.wrap(buffer, offset, length);
      if (in.int8() != VERSION) {
        return null;
      }
      Event event = decodeKind(in.int8());
      in.end();
      return event;
    } catch (MalformedException | IllegalArgumentException e) {
      // The records refuse values that cannot be, e.g. a rate of zero.
      return null;
    }
  }

  private Event decodeKind(int kind) {
    return switch (kind) {
      case CURRENCY_DEFINED -> new Event.CurrencyDefined(in.currency());
      case PARTICIPANT_ADMITTED ->
          new Event.ParticipantAdmitted(in.participant(), in.participantKind(), in.participant());
      case ADMISSION_CHANGED -> new Event.AdmissionChanged(in.participant(), in.admission());
      case ACCOUNT_OPENED -> new Event.AccountOpened(in.account());
      case CREDIT_LINE_SET -> new Event.CreditLineSet(in.account(), in.money());
      case AGREEMENT_ENTERED -> new Event.AgreementEntered(in.agreement());
      case FIXING_PUBLISHED -> new Event.FixingPublished(in.fixing());
      case FUNDS_MOVED ->
          new Event.FundsMoved(
              in.key(), in.account(), in.money(), in.direction(), in.entries());
      case COMMAND_REFUSED -> new Event.CommandRefused(in.refusal());
      case GOVERNED ->
          new Event.Governed(in.optional(in::fourEyes), GovernanceForm.event(in.block()));
      case GOVERNANCE_REFUSED -> new Event.GovernanceRefused(in.objection(), in.text());
      case HOLD_PLACED -> new Event.HoldPlaced(in.key(), in.account(), in.money(), in.int64());
      case HOLD_RELEASED ->
          new Event.HoldReleased(in.key(), in.account(), in.money(), in.truth());
      case MESSAGE_RECEIVED -> new Event.MessageReceived(in.envelope(), in.block());
      case MESSAGE_REPEATED -> new Event.MessageRepeated(in.digest(), in.int64(), in.int64());
      case MESSAGE_REFUSED -> new Event.MessageRefused(in.digest(), in.refusal());
      case INSTRUCTION_REFUSED ->
          new Event.InstructionRefused(
              in.digest(), in.int32(), in.optional(in::payment), in.block());
      case PAYMENT_ACCEPTED ->
          new Event.PaymentAccepted(in.digest(), in.order(), in.conversion());
      case OPERATION_JUDGED ->
          new Event.OperationJudged(
              in.payment(), in.int32(), in.int32(), in.operationOrNone(), in.judgement());
      case FEES_CHARGED ->
          new Event.FeesCharged(
              in.payment(), in.int32(), in.int32(), in.bearer(), in.fees(), in.money());
      case PENALTY_CHARGED ->
          new Event.PenaltyCharged(
              in.int32(),
              in.int32(),
              in.penaltyCause(),
              in.participant(),
              in.money(),
              in.optional(in::payment),
              in.int32(),
              in.text());
      case PAYMENT_REJECTED -> new Event.PaymentRejected(in.digest(), in.order(), in.refusals());
      case RATE_AWAITED ->
          new Event.RateAwaited(
              in.digest(), in.order(), in.int32(), in.refusal(), in.int64());
      case PAYMENT_RATED -> new Event.PaymentRated(in.payment(), in.conversion());
      case PAYMENT_QUEUED ->
          new Event.PaymentQueued(in.payment(), in.account(), in.refusal(), in.int64());
      case PAYMENT_SETTLED ->
          new Event.PaymentSettled(in.payment(), in.conversion(), in.entries());
      case CYCLE_CLOSED ->
          new Event.CycleClosed(
              in.int32(), in.int32(), in.int32(), in.int32(), in.positions());
      case PAYMENT_EXPIRED -> new Event.PaymentExpired(in.payment(), in.refusal());
      case PAYMENT_REPEATED ->
          new Event.PaymentRepeated(in.digest(), in.int32(), in.payment(), in.outcome());
      case PAYMENT_CONFLICT ->
          new Event.PaymentConflict(in.digest(), in.int32(), in.payment(), in.refusal());
      case BASE_RATE_POSTED -> QuoteCodec.baseRatePosted(in);
      case TIERS_SET -> QuoteCodec.tiersSet(in);
      case IMPROVEMENT_SET -> QuoteCodec.improvementSet(in);
      case QUOTES_OFFERED -> QuoteCodec.quotesOffered(in);
      case QUOTE_SELECTED -> new Event.QuoteSelected(in.int64());
      case QUOTE_CONSUMED -> QuoteCodec.quoteConsumed(in);
      case QUOTES_ENDED -> QuoteCodec.quotesEnded(in);
      case OUTBOX_ACKNOWLEDGED -> new Event.OutboxAcknowledged(in.participant(), in.int64());
      case LEDGER_ACCOUNTS_OPENED_1 -> new Event.LedgerAccountsOpened(firstResults());
      case TRANSFERS_POSTED_1 -> new Event.TransfersPosted(firstResults());
      case LEDGER_ACCOUNTS_OPENED -> new Event.LedgerAccountsOpened(in.ledgerResults());
      case TRANSFERS_POSTED -> new Event.TransfersPosted(in.ledgerResults());
      case LEDGER_LINES_SET -> new Event.LedgerLinesSet(in.ledgerResults());
      case TRANSFERS_EXPIRED -> new Event.TransfersExpired(in.longs());
      case TRANSFERS_RELEASED -> new Event.TransfersReleased(in.longs());
      case LEDGER_READ -> new Event.LedgerRead(in.int32(), in.block());
      case LEDGER_READ_IN_PART -> new Event.LedgerReadInPart(in.int32(), in.block(), in.int64());
      default -> throw new MalformedException("kind of event unknown");
    };
  }

  private LedgerResults firstResults() {
    return new LedgerResults(0, in.int32(), in.int32(), in.ints(), NONE_EXISTING);
  }
}
