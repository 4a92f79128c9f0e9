package kontor.readside;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.ChargedFee;
import kontor.engine.Command.Envelope;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Events of payments with fees between A1 of AR and B1 of BR, as a core would emit them.
/// Agreement 1 was entered in one step; agreement 7 lives, in the zone of Sao Paulo, three hours
/// behind UTC.
final class ChargeEvents {

  static final Currency ARS = new Currency("ARS", 2);
  static final Currency BRL = new Currency("BRL", 2);
  static final ParticipantId AR = ParticipantId.ofBic("BCRAARBA");
  static final ParticipantId BR = ParticipantId.ofBic("BCBRBRDF");
  static final ParticipantId A1 = ParticipantId.ofBic("BANKARB1");
  static final ParticipantId B1 = ParticipantId.ofBic("BANKBRS1");

  /// What AR has at BR.
  static final AccountId LORO = new AccountId(BR, BRL, AR, AccountKind.LORO);
  static final AccountId NOSTRO = new AccountId(AR, BRL, AR, AccountKind.NOSTRO);

  /// By which most payments are converted here.
  static final Fixing FIXING = fixing(ARS, "0.04615", 0, "PTAX");

  private static final FourEyes TWO = new FourEyes("M. Sousa", "C. Lima");
  private static final Digest MESSAGE = new Digest(1, 2, 3, 4);
  private static final int THREE_HOURS_SECONDS = 3 * 3600;

  final List<RecordedEvent> events = new ArrayList<>();
  private long position = 100;
  private long nowMs;

  ChargeEvents() {
    for (ParticipantId institution : List.of(AR, BR)) {
      add(
          new Event.ParticipantAdmitted(
              institution, ParticipantKind.INSTITUTION, institution));
    }
    add(new Event.ParticipantAdmitted(A1, ParticipantKind.DIRECT_BANK, AR));
    add(new Event.ParticipantAdmitted(B1, ParticipantKind.DIRECT_BANK, BR));
    add(new Event.AgreementEntered(entered()));
    add(
        new Event.Governed(
            TWO,
            new CalendarEvent.ZoneEntered(
                new ZoneOffsets(
                    "America/Sao_Paulo", "2026a", -THREE_HOURS_SECONDS, List.of(),
                    Long.MAX_VALUE))));
    add(new Event.Governed(TWO, new AgreementEvent.AgreementDrafted(frame())));
    add(new Event.MessageReceived(new Envelope(MESSAGE, A1, Key.NONE, 8, 0, 1, 1), new byte[] {1}));
  }

  private static Agreement entered() {
    RoundingProfile profile = new RoundingProfile(Rounding.FIVE_STEP, 5);
    return new Agreement(
        1, 1, 0, Agreement.OPEN_END, SettlementModel.RECIPROCAL,
        new AgreementParties(AR, ARS, BR, BRL, null),
        new AgreementTerms(profile, profile, Rounding.HALF_UP, List.of(ARS, BRL), List.of(), 0));
  }

  private static AgreementFrame frame() {
    return new AgreementFrame(
        7,
        "local money",
        List.of(
            new AgreementFrame.Party(AR, "AR", ARS), new AgreementFrame.Party(BR, "BR", BRL)),
        "Decision 25/07",
        "America/Sao_Paulo",
        0,
        Agreement.OPEN_END,
        0,
        AgreementFrame.Ratification.NOT_NEEDED);
  }

  /// All that follows happens then.
  ChargeEvents at(String instant) {
    nowMs = Instant.parse(instant).toEpochMilli();
    return this;
  }

  void atMs(long ms) {
    nowMs = ms;
  }

  void add(Event event) {
    position += 32;
    events.add(new RecordedEvent(position, 0, nowMs, event));
  }

  static PaymentId payment(int number) {
    return PaymentId.ofUetr("5e771007-000c-400f-a014-%012d".formatted(number));
  }

  static Money ars(String decimal) {
    return money(decimal, ARS);
  }

  static Money brl(String decimal) {
    return money(decimal, BRL);
  }

  private static Money money(String decimal, Currency currency) {
    return new Money(Long.parseLong(decimal.replace(".", "")), currency);
  }

  static Fixing fixing(Currency base, String rate, long fromMs, String source) {
    return new Fixing(1, base, base.equals(ARS) ? BRL : ARS, Rate.of(rate), fromMs, source);
  }

  void accept(
      int number, int agreement, Money debit, Money credit, @Nullable Fixing fixing) {
    boolean isFromAr = debit.currency().equals(ARS);
    ParticipantId debtor = isFromAr ? A1 : B1;
    add(
        new Event.PaymentAccepted(
            MESSAGE,
            new PaymentOrder(
                payment(number),
                number,
                new Digest(number, 0, 0, 9),
                Key.NONE,
                Key.NONE,
                new PaymentOrder.Route(debtor, debtor, isFromAr ? B1 : A1),
                new PaymentOrder.Amounts(debit, null, null, null),
                new PaymentOrder.Timing(
                    (int) Math.floorDiv(nowMs, 86_400_000L), Priority.NORMAL, 0)),
            new Conversion(agreement, 1, debit, credit, fixing)));
  }

  void fees(int number, Money received, ChargedFee... fees) {
    add(
        new Event.FeesCharged(
            payment(number), 7, 1, ChargeBearer.SHAR, List.of(fees), received));
  }

  void settle(int number, int agreement, Money debit, Money credit, Entry... entries) {
    add(
        new Event.PaymentSettled(
            payment(number),
            new Conversion(agreement, 1, debit, credit, null),
            List.of(entries)));
  }
}
