package kontor.engine.quote;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.Agreements;
import kontor.engine.ledger.Ledger;
import kontor.engine.participant.Registry;
import kontor.engine.quote.OpenQuotes.Answered;
import kontor.engine.quote.OpenQuotes.Standing;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Quoting;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.rates.Quoting.Priced;
import kontor.engine.rates.RateBook;
import kontor.engine.state.Bounds;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Where FX providers post what they pay, and banks ask what a payment costs (F09).
///
/// A quote is for one client, one sum and one payment, good for ten minutes of log time. What is
/// offered is honoured: a new base rate touches no quote. A payment that names no quote takes the
/// best of what providers hold out at its acceptance, if any of them posted a rate; so providers
/// compete for each payment.
public final class QuoteDesk {

  private final Registry registry;
  private final Agreements agreements;
  private final Ledger ledger;
  private final RateBook book = new RateBook();
  private final OpenQuotes quotes = new OpenQuotes(Bounds.QUOTES_MAX);

  public QuoteDesk(Registry registry, Agreements agreements, Ledger ledger) {
    this.registry = registry;
    this.agreements = agreements;
    this.ledger = ledger;
  }

  /// For whom a price is looked for: a payer's bank, and the institution in whose book it is paid.
  public record Asking(ParticipantId client, ParticipantId payee) {}

  public void post(Command.PostBaseRate command, Step step) {
    BaseRate rate =
        new BaseRate(
            command.provider(),
            command.source(),
            command.destination(),
            command.rate(),
            step.nowMs());
    Refusal refusal = check(rate);
    if (refusal == null) {
      book.post(rate);
    }
    step.emit(
        refusal == null ? new Event.BaseRatePosted(rate) : new Event.CommandRefused(refusal));
  }

  private @Nullable Refusal check(BaseRate rate) {
    Refusal refusal = checkProvider(rate.provider());
    if (refusal == null) {
      refusal = registry.checkUsable(rate.source());
    }
    if (refusal == null) {
      refusal = registry.checkUsable(rate.destination());
    }
    BaseRate before = book.rate(rate.provider(), rate.source(), rate.destination());
    boolean same = before != null && before.rate().equals(rate.rate());
    return refusal == null && same ? Refusal.ALREADY_EXISTS : refusal;
  }

  private @Nullable Refusal checkProvider(ParticipantId provider) {
    if (!registry.knows(provider)) {
      return Refusal.PARTICIPANT_UNKNOWN;
    }
    return registry.is(provider, ParticipantKind.FX_PROVIDER) ? null : Refusal.NOT_A_PROVIDER;
  }

  public void setTiers(Command.SetTiers command, Step step) {
    Refusal refusal = checkProvider(command.provider());
    if (refusal == null) {
      refusal = registry.checkUsable(command.source());
    }
    if (refusal == null && command.tiers().tiers().size() > Bounds.TIERS_MAX) {
      refusal = Refusal.BATCH_TOO_LARGE;
    }
    if (refusal == null
        && book.tiers(command.provider(), command.source()).equals(command.tiers())) {
      refusal = Refusal.ALREADY_EXISTS;
    }
    if (refusal != null) {
      step.emit(new Event.CommandRefused(refusal));
      return;
    }
    book.tiers(command.provider(), command.source(), command.tiers());
    step.emit(new Event.TiersSet(command.provider(), command.source(), command.tiers()));
  }

  public void setImprovement(Command.SetImprovement command, Step step) {
    Refusal refusal = checkProvider(command.provider());
    if (refusal == null && !registry.knows(command.client())) {
      refusal = Refusal.PARTICIPANT_UNKNOWN;
    }
    if (refusal == null
        && book.improvement(command.provider(), command.client()) == command.basisPoints()) {
      refusal = Refusal.ALREADY_EXISTS;
    }
    if (refusal != null) {
      step.emit(new Event.CommandRefused(refusal));
      return;
    }
    book.improvement(command.provider(), command.client(), command.basisPoints());
    step.emit(
        new Event.ImprovementSet(command.provider(), command.client(), command.basisPoints()));
  }

  /// Offers what every provider of the agreement would pay, best first. The same request again
  /// gets the same quotes, as they stand by then.
  public void request(Command.RequestQuotes command, Step step) {
    Answered answered = quotes.answered(command.request());
    if (answered != null) {
      boolean same = answered.asked().equals(asked(command));
      step.emit(
          same
              ? new Event.QuotesOffered(
                  command.request(),
                  quotes.of(answered).getFirst().agreement(),
                  quotes.of(answered).stream().map(Standing::quote).toList())
              : new Event.CommandRefused(Refusal.CONFLICTS_WITH_EARLIER));
      return;
    }
    Offered offered = offered(command, step.nowMs());
    if (offered.refusal() != null) {
      step.emit(new Event.CommandRefused(offered.refusal()));
      return;
    }
    quotes.offer(command.request(), asked(command), offered.agreement(), offered.quotes());
    step.emit(
        new Event.QuotesOffered(command.request(), offered.agreement(), offered.quotes()));
  }

  private static String asked(Command.RequestQuotes command) {
    QuoteRequest request = command.asked();
    return command.client() + " " + command.payeeAgent() + " " + command.valueDay() + " "
        + request.fixed() + " " + request.amount() + " " + request.source() + " "
        + request.destination();
  }

  private record Offered(@Nullable Refusal refusal, int agreement, List<Quote> quotes) {
    static Offered refused(Refusal refusal) {
      return new Offered(refusal, 0, List.of());
    }
  }

  private Offered offered(Command.RequestQuotes command, long nowMs) {
    ParticipantId payer = registry.institution(command.client());
    ParticipantId payee = registry.institution(command.payeeAgent());
    if (payer == null) {
      return Offered.refused(Refusal.DEBTOR_AGENT_UNKNOWN);
    }
    if (payee == null) {
      return Offered.refused(Refusal.CREDITOR_AGENT_UNKNOWN);
    }
    if (command.asked().amount().minor() > Bounds.AMOUNT_MAX) {
      return Offered.refused(Refusal.AMOUNT_TOO_LARGE);
    }
    if (!agreements.existsBetween(payer, payee)) {
      return Offered.refused(Refusal.NO_AGREEMENT);
    }
    List<Agreement> inForce = agreements.inForce(payer, payee, command.valueDay());
    if (inForce.isEmpty()) {
      return Offered.refused(agreements.whyNone(payer, payee, command.valueDay()));
    }
    QuoteRequest asked = command.asked();
    for (Agreement agreement : inForce) {
      if (agreement.model() == SettlementModel.PROVIDER
          && asked.source().equals(agreement.parties().moneyOf(payer))
          && asked.destination().equals(agreement.parties().partnerMoneyOf(payer))) {
        return offered(agreement, command, new Asking(command.client(), payee), nowMs);
      }
    }
    return Offered.refused(Refusal.CURRENCY_NOT_AGREED);
  }

  private Offered offered(
      Agreement agreement, Command.RequestQuotes command, Asking asking, long nowMs) {
    List<Offer> offers = offers(agreement, asking, command.asked(), command.valueDay());
    List<Priced> ranked =
        Quoting.ranked(
            offers,
            command.asked(),
            agreement.terms().conversion(),
            (provider, destination) -> pays(provider, destination, asking.payee()));
    if (ranked.isEmpty()) {
      return Offered.refused(Refusal.NO_PROVIDER_OFFERS);
    }
    if (!quotes.hasRoom(ranked.size())) {
      return Offered.refused(Refusal.TABLE_FULL);
    }
    List<Quote> offered = new ArrayList<>(ranked.size());
    for (Priced priced : ranked) {
      long number = quotes.nextNumber() + offered.size();
      offered.add(Quote.of(number, asking.client(), priced, nowMs));
    }
    return new Offered(null, agreement.id(), offered);
  }

  /// What the active providers of the agreement hold out.
  private List<Offer> offers(
      Agreement agreement, Asking asking, QuoteRequest request, int valueDay) {
    List<ParticipantId> providers = agreements.providers(agreement, valueDay);
    return book.offers(asking.client(), request.source(), request.destination()).stream()
        .filter(offer -> providers.contains(offer.base().provider()))
        .filter(offer -> registry.isActive(offer.base().provider()))
        .toList();
  }

  private boolean pays(ParticipantId provider, Money destination, ParticipantId payee) {
    int account =
        ledger.find(
            new AccountId(payee, destination.currency(), provider, AccountKind.PROVIDER));
    return account != Ledger.NONE
        && destination.minor() <= Bounds.AMOUNT_MAX
        && ledger.covers(account, destination.minor());
  }

  /// The best that providers hold out for a payment now: the best of those who have the money, or
  /// else the best of all, for whose money it may wait.
  ///
  /// @return null if none of them posted a rate for the direction that comes to anything
  public @Nullable Priced best(
      Agreement agreement, Asking asking, QuoteRequest request, int valueDay) {
    return Quoting.heldOut(
        offers(agreement, asking, request, valueDay),
        request,
        agreement.terms().conversion(),
        (provider, destination) -> pays(provider, destination, asking.payee()));
  }

  public void select(Command.SelectQuote command, Step step) {
    Standing standing = quotes.find(command.quote());
    Refusal refusal =
        standing == null || !standing.quote().client().equals(command.client())
            ? Refusal.QUOTE_UNKNOWN
            : why(standing, step.nowMs());
    if (refusal == null && standing != null && standing.state() == QuoteState.SELECTED) {
      refusal = Refusal.ALREADY_EXISTS;
    }
    if (refusal != null || standing == null) {
      step.emit(
          new Event.CommandRefused(refusal == null ? Refusal.QUOTE_UNKNOWN : refusal));
      return;
    }
    quotes.set(standing.in(QuoteState.SELECTED));
    step.emit(new Event.QuoteSelected(command.quote()));
  }

  /// Why a quote is of no use any more; null if it is.
  private static @Nullable Refusal why(Standing standing, long nowMs) {
    return switch (standing.state()) {
      case CONSUMED -> Refusal.QUOTE_USED;
      case WITHDRAWN -> Refusal.QUOTE_WITHDRAWN;
      case EXPIRED -> Refusal.QUOTE_EXPIRED;
      case OFFERED, SELECTED ->
          standing.quote().isUsableAt(nowMs) ? null : Refusal.QUOTE_EXPIRED;
    };
  }

  /// Whether a payment may name a quote; null if it may.
  public @Nullable Refusal check(long number, ParticipantId client, long nowMs) {
    Standing standing = quotes.find(number);
    return standing == null || !standing.quote().client().equals(client)
        ? Refusal.QUOTE_UNKNOWN
        : why(standing, nowMs);
  }

  public boolean isKnown(long number) {
    return quotes.find(number) != null;
  }

  /// Number of the agreement under which a quote that is known was asked for.
  public int agreement(long number) {
    return standing(number).agreement();
  }

  /// A quote that is known.
  public Quote quote(long number) {
    return standing(number).quote();
  }

  private Standing standing(long number) {
    Standing standing = quotes.find(number);
    if (standing == null) {
      throw new AssertionError("quote is not known: " + number);
    }
    return standing;
  }

  /// A payment was accepted with it. One that was only offered is selected by that.
  public void consume(long number, PaymentId payment, Step step) {
    quotes.set(standing(number).in(QuoteState.CONSUMED));
    step.emit(new Event.QuoteConsumed(number, payment));
  }

  /// A money has a new unit: its quotes and rates mean nothing any more, and providers post again.
  public void leave(Currency old, Step step) {
    List<Long> ended = new ArrayList<>();
    for (Standing open : quotes.open()) {
      Quote quote = open.quote();
      if (quote.source().currency().equals(old) || quote.destination().currency().equals(old)) {
        quotes.set(open.in(QuoteState.WITHDRAWN));
        ended.add(quote.id());
      }
    }
    book.leave(old);
    tell(QuoteState.WITHDRAWN, ended, step);
  }

  /// Quotes whose ten minutes are over expire.
  public void passTime(Step step) {
    tell(QuoteState.EXPIRED, quotes.passTime(step.nowMs()), step);
  }

  private static void tell(QuoteState state, List<Long> ended, Step step) {
    if (!ended.isEmpty()) {
      step.emit(new Event.QuotesEnded(state, ended));
    }
  }

  /// When the next is due without a command, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return quotes.nextDueMs();
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.QUOTES);
    RateBookState.write(book, writer);
    quotes.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.QUOTES);
    RateBookState.read(book, reader);
    quotes.readFrom(reader);
  }

  public void checkInvariants() {
    quotes.checkInvariants();
  }
}
