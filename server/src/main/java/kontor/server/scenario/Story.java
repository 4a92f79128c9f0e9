package kontor.server.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kontor.engine.ChargedFee;
import kontor.engine.Command;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.NetPosition;
import kontor.engine.Refusal;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.governance.Objection;
import kontor.engine.governance.RateEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.server.gateway.ReasonCodes;
import kontor.server.scenario.Scenario.NamedPayment;
import org.jspecify.annotations.Nullable;

/// Tells events in plain words: who, what, and why not. What is set up as the scenario says, and
/// what is the same every day, is not told.
final class Story {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);

  private final Scenario.Telling telling;
  private final AgreementStory agreements = new AgreementStory(this);
  private final CalendarStory calendars = new CalendarStory(this);
  private final RateStory rates = new RateStory(this);
  private final CurrencyStory currencies = new CurrencyStory(this);
  private final QuoteStory quotes = new QuoteStory(this);
  /// Who stand for the command that is told; told once, however much comes of it.
  private @Nullable FourEyes told;
  /// Whether the rates that are published were told with what led to them.
  private boolean areRatesTold;

  Story(Scenario.Telling telling) {
    this.telling = telling;
  }

  /// Begins what comes of another command.
  void next() {
    told = null;
    areRatesTold = false;
  }

  /// @param line of the scenario that led to the event; empty for what came with time
  /// @return null for what is not told
  @Nullable String of(Event event, String line) {
    return switch (event) {
      case Event.CommandRefused e -> "Refused: " + line + ": " + why(e.refusal()) + ".";
      // A line that needs a time zone enters its table again; that it is known is no news.
      case Event.GovernanceRefused e
          when e.objection() == Objection.ALREADY_EXISTS && e.place().startsWith("zone ") ->
          null;
      case Event.GovernanceRefused e ->
          "Refused: " + line + ": " + Objections.sentence(e.objection()) + " [" + e.objection()
              + ": " + e.place() + "].";
      case Event.AdmissionChanged e ->
          name(e.participant()) + " is now " + words(e.admission()) + ".";
      case Event.CreditLineSet e ->
          name(e.account().servicer()) + " lets " + name(e.account().owner())
              + " go below zero by " + e.line() + ".";
      case Event.FundsMoved e ->
          name(e.account().owner()) + " " + (isIn(e) ? "brings in " : "takes out ") + e.amount()
              + ".";
      case Event.FixingPublished e -> areRatesTold ? null : published(e.fixing());
      case Event.BaseRatePosted e -> quotes.of(e);
      case Event.TiersSet e -> quotes.of(e);
      case Event.ImprovementSet e -> quotes.of(e);
      case Event.QuotesOffered e -> quotes.of(e);
      case Event.QuoteSelected e -> QuoteStory.of(e);
      case Event.QuoteConsumed e -> quotes.of(e);
      case Event.QuotesEnded e -> QuoteStory.of(e);
      case Event.OperationJudged e -> OperationStory.of(payment(e.payment()), e.judgement());
      case Event.FeesCharged e when !e.fees().isEmpty() -> fees(e);
      case Event.PenaltyCharged e ->
          name(e.participant()) + " owes a penalty of " + e.sum() + ": " + words(e.cause())
              + ", " + (e.payment() == null ? e.about() : payment(e.payment())) + ".";
      case Event.PaymentRejected e ->
          payment(e.order().payment()) + " is refused: " + whyAll(e.refusals()) + ".";
      case Event.RateAwaited e ->
          payment(e.order().payment()) + " waits for its rate, at most until "
              + moment(e.deadlineMs()) + ": " + why(e.reason()) + ".";
      case Event.PaymentQueued e when e.reason() == Refusal.AWAITS_CYCLE ->
          payment(e.payment()) + " is accepted and waits for its cycle to close, at most until "
              + moment(e.deadlineMs()) + ".";
      case Event.PaymentQueued e ->
          payment(e.payment()) + " waits, at most until " + moment(e.deadlineMs()) + ": "
              + lacks(e.awaits(), e.reason()) + ".";
      case Event.PaymentSettled e ->
          payment(e.payment()) + " is settled: " + sums(e.conversion()) + ".";
      case Event.CycleClosed e -> cycle(e);
      case Event.PaymentExpired e ->
          payment(e.payment()) + " has ended without settling: " + why(e.refusal()) + ".";
      case Event.PaymentConflict e ->
          payment(e.payment()) + " is refused: " + why(e.refusal()) + ".";
      case Event.PaymentRepeated e ->
          payment(e.payment()) + " came again and gets its first answer: "
              + words(e.outcome().state()) + ".";
      case Event.MessageRefused e -> "Refused: " + line + ": " + why(e.refusal()) + ".";
      case Event.Governed e -> governed(e.event(), e.by());
      default -> null;
    };
  }

  /// Of each loro account what the difference is, and of what.
  private String cycle(Event.CycleClosed event) {
    StringBuilder text =
        new StringBuilder(
            "The cycle of %s closes. Settled together: %d. Carried to the next: %d."
                .formatted(day(event.day()), event.settled(), event.carried()));
    for (NetPosition position : event.positions()) {
      AccountId account = position.account();
      text.append(" ")
          .append(name(account.owner()))
          .append(" with ")
          .append(name(account.servicer()))
          .append(": ")
          .append(sum(position.creditsMinor(), account))
          .append(" in, ")
          .append(sum(position.debitsMinor(), account))
          .append(" out, net ")
          .append(sum(position.netMinor(), account))
          .append(".");
    }
    return text.toString();
  }

  private static Money sum(long minor, AccountId account) {
    return new Money(minor, account.currency());
  }

  private String fees(Event.FeesCharged event) {
    List<String> fees = new ArrayList<>();
    for (ChargedFee fee : event.fees()) {
      fees.add(
          fee.money() + " for " + name(fee.earner()) + ", " + words(fee.collection()));
    }
    return payment(event.payment()) + " costs " + String.join("; ", fees)
        + ". The receiver gets " + event.received() + ".";
  }

  private static String published(Fixing fixing) {
    return "A rate holds: 1 " + fixing.base() + " = " + fixing.rate() + " " + fixing.quoted()
        + " (" + fixing.source() + ").";
  }

  private static boolean isIn(Event.FundsMoved event) {
    return event.direction() == Command.MoveFunds.Direction.IN;
  }

  private @Nullable String governed(GovernanceEvent event, @Nullable FourEyes by) {
    String text =
        switch (event) {
          case AgreementEvent e -> agreements.of(e);
          case CalendarEvent e -> calendars.of(e);
          case RateEvent e -> rates.of(e, by == null);
          case CurrencyEvent e -> currencies.of(e);
          default -> plainly(event);
        };
    areRatesTold |= event instanceof RateEvent;
    if (text == null || by == null || by.equals(told)) {
      return text;
    }
    told = by;
    return text.substring(0, text.length() - 1) + " (" + by + ").";
  }

  /// `SomethingHappened` of an area that has no words of its own here.
  private static String plainly(GovernanceEvent event) {
    return event.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", " ") + ".";
  }

  String name(ParticipantId participant) {
    return telling.names().getOrDefault(participant, participant.bic());
  }

  /// The payment with its way, `P-1 from Banco A to Banco B`.
  String payment(PaymentId payment) {
    NamedPayment named = telling.payments().get(payment);
    return named == null
        ? "Payment " + payment
        : named.name() + " from " + name(named.from()) + " to " + name(named.to());
  }

  private static String sums(Conversion conversion) {
    Fixing fixing = conversion.fixing();
    return fixing == null
        ? conversion.debit() + " in one currency"
        : conversion.debit() + " paid, " + conversion.credit() + " received, at 1 "
            + fixing.base() + " = " + fixing.rate() + " " + fixing.quoted();
  }

  private String lacks(AccountId account, Refusal reason) {
    String where = name(account.owner()) + " with " + name(account.servicer());
    return reason == Refusal.COVER_MISSING
        ? "the account of " + where + " lacks cover"
        : "the credit line of " + where + " is used up";
  }

  private static String whyAll(List<Refusal> refusals) {
    return refusals.stream().map(Story::why).collect(Collectors.joining("; "));
  }

  /// The sentence that the sender is told, with the rule; of an operator's command the refusal.
  private static String why(Refusal refusal) {
    ReasonCodes.Reason reason = ReasonCodes.of(refusal);
    return reason.code().equals("NARR")
        ? words(refusal)
        : reason.text() + " [" + refusal + ", " + reason.rule() + ", " + reason.code() + "]";
  }

  /// `CUT_OFF_HAS_COME` as people write it.
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Local date and time by the scenario's clock.
  String moment(long instantMs) {
    return MOMENT.format(Instant.ofEpochMilli(instantMs).atZone(telling.clock()));
  }

  static String day(int day) {
    return DAY.format(LocalDate.ofEpochDay(day));
  }
}
