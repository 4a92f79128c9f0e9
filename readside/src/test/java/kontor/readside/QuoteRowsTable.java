package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.rates.Tiers;
import kontor.engine.rates.Tiers.Tier;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Quotes and what providers posted, as people query them.
class QuoteRowsTable {

  private static final Currency BRL = new Currency("BRL", 2);
  private static final Currency BRN = new Currency("BRN", 2);
  private static final Currency PYG = new Currency("PYG", 0);
  private static final ParticipantId ONE = ParticipantId.ofBic("FXAAUYM0");
  private static final ParticipantId OTHER = ParticipantId.ofBic("FXBBUYM0");
  private static final ParticipantId BANK = ParticipantId.ofBic("BANKBRS1");
  private static final ParticipantId BANK_2 = ParticipantId.ofBic("BANKBRS2");
  private static final PaymentId PAYMENT = new PaymentId(1, 2);

  private final TemporaryDatabase database = new TemporaryDatabase();
  private final List<RecordedEvent> events = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  private void see(Event event) {
    int at = events.size() + 1;
    events.add(new RecordedEvent(at, 0, at * 100L, event));
  }

  private static BaseRate rate(ParticipantId provider, String rate, long postedMs) {
    return new BaseRate(provider, BRL, PYG, Rate.of(rate), postedMs);
  }

  private static Quote quote(long number, ParticipantId client) {
    return new Quote(
        number,
        client,
        ONE,
        Rate.of("1400.5"),
        new Money(10_000, BRL),
        new Money(140_050, PYG),
        50,
        600_000);
  }

  private void found() {
    for (Currency currency : List.of(BRL, BRN, PYG)) {
      see(new Event.CurrencyDefined(currency));
    }
  }

  @Test
  void aQuoteIsFoundWithWhatBecameOfIt() {
    found();
    see(new Event.QuotesOffered(new Key(1, 1), 2, List.of(quote(1, BANK), quote(2, BANK))));
    see(new Event.QuotesOffered(new Key(1, 2), 2, List.of(quote(3, BANK_2))));
    see(new Event.QuoteSelected(2));
    // The same request again gets the same answer, and changes nothing.
    see(new Event.QuotesOffered(new Key(1, 1), 2, List.of(quote(1, BANK), quote(2, BANK))));
    see(new Event.QuoteConsumed(1, PAYMENT));
    see(new Event.QuotesEnded(QuoteState.WITHDRAWN, List.of(3L)));
    QuoteQueries queries = new QuoteQueries(project());

    QuoteRow used = new QuoteRow(quote(1, BANK), 2, QuoteState.CONSUMED, 400, PAYMENT);
    QuoteRow selected = new QuoteRow(quote(2, BANK), 2, QuoteState.SELECTED, 400, null);
    QuoteRow ended = new QuoteRow(quote(3, BANK_2), 2, QuoteState.WITHDRAWN, 500, null);
    assertEquals(used, queries.quote(1));
    assertNull(queries.quote(4));
    assertEquals(List.of(ended, selected, used), queries.quotes(null, 10));
    assertEquals(List.of(ended, selected), queries.quotes(null, 2));
    assertEquals(List.of(selected, used), queries.quotes(BANK, 10));
  }

  /// 1400.50 is offered as 1400.5 by the core, and told as it was posted; a rate that is bettered
  /// has no zeros that somebody wrote.
  @Test
  void aQuoteIsToldWithTheZerosOfItsRate() {
    found();
    see(new Event.BaseRatePosted(rate(ONE, "1400.50", 3)));
    see(new Event.QuotesOffered(new Key(1, 1), 2, List.of(quote(1, BANK))));
    see(new Event.BaseRatePosted(rate(ONE, "1400.00", 4)));
    see(new Event.QuotesOffered(new Key(1, 2), 2, List.of(quote(2, BANK))));
    QuoteQueries queries = new QuoteQueries(project());
    assertEquals("1400.50", rateOf(queries, 1));
    assertEquals("1400.5", rateOf(queries, 2));
  }

  private static String rateOf(QuoteQueries queries, long number) {
    return Objects.requireNonNull(queries.quote(number)).quote().rate().toString();
  }

  @Test
  void whatIsPostedReplacesWhatWas() {
    found();
    see(new Event.BaseRatePosted(rate(OTHER, "1399", 1)));
    see(new Event.BaseRatePosted(rate(ONE, "1400", 2)));
    see(new Event.BaseRatePosted(rate(ONE, "1400.5", 3)));
    see(new Event.TiersSet(ONE, BRL, new Tiers(List.of(new Tier(7, 7)))));
    see(new Event.TiersSet(ONE, BRL, new Tiers(List.of(new Tier(100, 5), new Tier(200, 9)))));
    see(new Event.ImprovementSet(ONE, BANK, 25));
    see(new Event.ImprovementSet(ONE, BANK_2, 5));
    see(new Event.ImprovementSet(ONE, BANK_2, 0));

    ProviderRow one =
        new ProviderRow(
            ONE,
            List.of(rate(ONE, "1400.5", 3)),
            List.of(
                new ProviderRow.TiersRow(
                    BRL, new Tiers(List.of(new Tier(100, 5), new Tier(200, 9))))),
            List.of(new ProviderRow.Improvement(BANK, 25)));
    ProviderRow other =
        new ProviderRow(OTHER, List.of(rate(OTHER, "1399", 1)), List.of(), List.of());
    assertEquals(List.of(one, other), new QuoteQueries(project()).providers());
  }

  @Test
  void aNewUnitTakesWhatWasPostedInTheOldOne() {
    found();
    see(new Event.BaseRatePosted(rate(ONE, "1400", 2)));
    see(new Event.TiersSet(ONE, BRL, new Tiers(List.of(new Tier(7, 7)))));
    see(new Event.ImprovementSet(ONE, BANK, 25));
    RedenominationPlan plan =
        new RedenominationPlan(
            new Redenomination(BRL, BRN, Rate.of("1000"), Rounding.HALF_UP),
            Prices.AT_LEAST_ONE,
            "UTC",
            19_060,
            0,
            OldCode.REFUSED);
    see(new Event.Governed(null, new CurrencyEvent.Redenominated(plan, 0, 0, 0, List.of())));

    assertEquals(
        List.of(
            new ProviderRow(
                ONE, List.of(), List.of(), List.of(new ProviderRow.Improvement(BANK, 25)))),
        new QuoteQueries(project()).providers());
  }

  private ReadDatabase project() {
    ReadDatabase opened = database.open();
    new Projector(opened, OutboxWriter.NONE).apply(events);
    return opened;
  }
}
