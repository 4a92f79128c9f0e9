package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Tiers;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Three providers post, banks ask and pay, time passes; a naive model with BigDecimal foresees
/// every quote, every deal and every refusal.
class QuoteProperty {

  private static final long SEED = 20261201;
  private static final int STEPS = 100_000;
  private static final long VALID_MS = 600_000;
  private static final long KEPT_MS = 86_400_000;
  private static final List<String> PROVIDERS = List.of("FX", "FY", "FZ");
  private static final List<String> BANKS = List.of("B1", "B2");
  private static final long START_MS = 1_775_044_800_000L;
  private static final String DAY = "2026-04-01";
  private static final int VALUE_DAY = LifeScript.day(DAY);

  private static final String FOUNDING =
      """
      admit FY FX_PROVIDER BR
      admit FZ FX_PROVIDER BR
      open FY/P@BR:BRL
      open FZ/P@BR:BRL
      open FY/P@PY:PYG
      open FZ/P@PY:PYG
      @2026-03-20T12:00:00Z draft 9 BR,PY 2026-04-01..open
      annex 9 SETTLEMENT 1 2026-04-01..open PROVIDER via FX,FY,FZ queue 1000000
      annex 9 RATES 1 2026-04-01..open HALF_UP:8 BRL/PYG PYG/BRL
      agree 9 BR
      agree 9 PY
      sign 9 BR
      sign 9 PY
      @2026-04-01T12:00:00Z fund B1/S@BR:BRL 9000000000000.00
      fund B2/S@BR:BRL 9000000000000.00
      """;

  /// A quote as the model has it.
  private static final class Offered {
    final long number;
    final String client;
    final String provider;
    final BigDecimal rate;
    final long source;
    final long destination;
    final long expiresMs;
    String state = "open";

    Offered(
        long number, String client, Price price, long source, long destination, long nowMs) {
      this.number = number;
      this.client = client;
      this.provider = price.provider;
      this.rate = price.rate;
      this.source = source;
      this.destination = destination;
      this.expiresMs = nowMs + VALID_MS;
    }
  }

  private record Posted(BigDecimal rate, long ms) {}

  private record Price(
      String provider, BigDecimal rate, long source, long destination, long postedMs) {}

  private final LifeScript script = new LifeScript(Bounds.DEFAULT);
  private final EngineHarness harness = script.harness();
  private final Gen gen = new Gen(SEED);
  private final TreeMap<String, Posted> rates = new TreeMap<>();
  private final TreeMap<String, TreeMap<Long, Integer>> tiers = new TreeMap<>();
  private final TreeMap<String, Integer> improvements = new TreeMap<>();
  private final TreeMap<String, Long> money = new TreeMap<>();
  private final TreeMap<Long, Offered> quotes = new TreeMap<>();
  private long nowMs = START_MS;
  private long numbers;
  private int serial;

  @Test
  void everyQuoteAndDealIsForeseen() {
    System.out.println("seed " + SEED);
    FOUNDING.lines().forEach(script::run);
    for (int i = 0; i < STEPS; i++) {
      nowMs += gen.percent(5) ? gen.below(900_000) : gen.below(2_000);
      quotes.values().removeIf(quote -> quote.expiresMs + KEPT_MS <= nowMs);
      step();
      if (i % 10_000 == 0) {
        harness.restart();
      }
    }
    harness.checkAll();
  }

  private void step() {
    switch (gen.below(12)) {
      case 0 -> post();
      case 1 -> setTiers();
      case 2 -> improve();
      case 3 -> fund(gen.choice(PROVIDERS), gen.below(40_000_000L));
      case 4, 5, 6 -> ask();
      case 7 -> select();
      case 8, 9 -> payAtQuote();
      default -> pay();
    }
  }

  private void post() {
    String provider = gen.choice(PROVIDERS);
    Rate rate = new Rate(13_000_000 + gen.below(30) * 10_007L, 4);
    BigDecimal value = new BigDecimal(BigInteger.valueOf(rate.unscaled()), 4);
    Posted before = rates.get(provider);
    // The same rate again changes nothing, and keeps its place among equal ones.
    boolean same = before != null && before.rate.equals(value);
    Event event =
        last(new Command.PostBaseRate(World.participant(provider), World.BRL, World.PYG, rate));
    assertEquals(same ? "ALREADY_EXISTS" : "posted", answer(event));
    if (!same) {
      rates.put(provider, new Posted(value, nowMs));
    }
  }

  private void setTiers() {
    String provider = gen.choice(PROVIDERS);
    TreeMap<Long, Integer> chosen = new TreeMap<>();
    for (int i = gen.below(4); i > 0; i--) {
      chosen.put(1 + gen.below(2_000_000L), gen.below(300));
    }
    List<Tiers.Tier> list = new ArrayList<>();
    chosen.forEach((from, basisPoints) -> list.add(new Tiers.Tier(from, basisPoints)));
    apply(new Command.SetTiers(World.participant(provider), World.BRL, new Tiers(list)));
    tiers.put(provider, chosen);
  }

  private void improve() {
    String provider = gen.choice(PROVIDERS);
    String bank = gen.choice(BANKS);
    int basisPoints = gen.below(60);
    apply(
        new Command.SetImprovement(
            World.participant(provider), World.participant(bank), basisPoints));
    improvements.put(provider + bank, basisPoints);
  }

  private void fund(String provider, long minor) {
    if (minor > 0) {
      apply(
          new Command.MoveFunds(
              Script.key("fund " + ++serial),
              World.account(provider + "/P@PY:PYG"),
              new Money(minor, World.PYG),
              Command.MoveFunds.Direction.IN));
      money.merge(provider, minor, Long::sum);
    }
  }

  /// All prices, best for the payer first.
  private List<Price> prices(String bank, long minor, boolean isSource) {
    List<Price> prices = new ArrayList<>();
    for (String provider : PROVIDERS) {
      Posted posted = rates.get(provider);
      if (posted != null) {
        prices.add(price(provider, posted, bank, minor, isSource));
      }
    }
    prices.removeIf(price -> price.source == 0 || price.destination == 0);
    prices.sort(
        Comparator.comparingLong((Price p) -> -p.destination)
            .thenComparingLong(p -> p.source)
            .thenComparingLong(p -> p.postedMs)
            .thenComparing(p -> World.participant(p.provider)));
    return prices;
  }

  private Price price(String provider, Posted posted, String bank, long minor, boolean isSource) {
    TreeMap<Long, Integer> ofProvider = tiers.getOrDefault(provider, new TreeMap<>());
    int client = improvements.getOrDefault(provider + bank, 0);
    if (isSource) {
      BigDecimal rate = improved(posted.rate, tier(ofProvider, minor), client);
      return new Price(provider, rate, minor, toDestination(minor, rate), posted.ms);
    }
    // The tier of the sum at the base rate, then of the sum at that tier's rate; the lower of the
    // last two where they do not agree.
    long none = -1;
    long first = reached(ofProvider, toSource(minor, improved(posted.rate, 0, client)));
    long second = reached(ofProvider, toSource(minor, at(posted, ofProvider, first, client)));
    long taken = first;
    if (second != first) {
      long third = reached(ofProvider, toSource(minor, at(posted, ofProvider, second, client)));
      taken = Math.min(second, third);
    }
    BigDecimal rate =
        taken == none ? improved(posted.rate, 0, client) : at(posted, ofProvider, taken, client);
    return new Price(provider, rate, toSource(minor, rate), minor, posted.ms);
  }

  private static BigDecimal at(
      Posted posted, TreeMap<Long, Integer> tiers, long threshold, int client) {
    return improved(posted.rate, tiers.getOrDefault(threshold, 0), client);
  }

  private static long reached(TreeMap<Long, Integer> tiers, long source) {
    Long threshold = tiers.floorKey(source);
    return threshold == null ? -1 : threshold;
  }

  private static int tier(TreeMap<Long, Integer> tiers, long source) {
    return tiers.floorEntry(source) == null ? 0 : tiers.floorEntry(source).getValue();
  }

  private static BigDecimal improved(BigDecimal rate, int tier, int client) {
    BigDecimal one = BigDecimal.ONE.add(BigDecimal.valueOf(tier, 4));
    return rate.multiply(one).multiply(BigDecimal.ONE.add(BigDecimal.valueOf(client, 4)));
  }

  /// BRL has two digits and PYG none.
  private static long toDestination(long source, BigDecimal rate) {
    return BigDecimal.valueOf(source, 2)
        .multiply(rate)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static long toSource(long destination, BigDecimal rate) {
    return BigDecimal.valueOf(destination)
        .divide(rate, 2, RoundingMode.HALF_UP)
        .unscaledValue()
        .longValueExact();
  }

  private boolean pays(Price price) {
    return money.getOrDefault(price.provider, 0L) >= price.destination;
  }

  private void ask() {
    String bank = gen.choice(BANKS);
    boolean isSource = gen.percent(60);
    long minor = 1 + gen.below(isSource ? 3_000_000L : 40_000_000L);
    QuoteRequest asked =
        isSource
            ? QuoteRequest.ofSource(new Money(minor, World.BRL), World.PYG)
            : QuoteRequest.ofDestination(World.BRL, new Money(minor, World.PYG));
    Key request = Script.key("ask " + ++serial);
    Command.RequestQuotes command =
        new Command.RequestQuotes(
            request, World.participant(bank), World.participant("P1"), VALUE_DAY, asked);
    List<Price> foreseen = new ArrayList<>(prices(bank, minor, isSource));
    foreseen.removeIf(price -> !pays(price));
    Event event = last(command);
    if (foreseen.isEmpty()) {
      assertEquals("NO_PROVIDER_OFFERS", answer(event));
      return;
    }
    List<Quote> offered = ((Event.QuotesOffered) event).quotes();
    assertEquals(foreseen.stream().map(QuoteProperty::shown).toList(), shown(offered));
    for (Price price : foreseen) {
      Offered quote =
          new Offered(++numbers, bank, price, price.source, price.destination, nowMs);
      quotes.put(numbers, quote);
    }
    assertEquals(numbers, offered.getLast().id());
    assertEquals(nowMs + VALID_MS, offered.getLast().expiresAtMs());
    if (gen.percent(10)) {
      assertEquals(event, last(command), "the same question again");
    }
  }

  private static String shown(Price price) {
    return World.participant(price.provider) + " " + price.rate.stripTrailingZeros().toPlainString()
        + " " + price.source + " " + price.destination;
  }

  private static List<String> shown(List<Quote> quotes) {
    return quotes.stream()
        .map(
            quote ->
                quote.provider() + " "
                    + new BigDecimal(quote.rate().toString()).stripTrailingZeros().toPlainString()
                    + " " + quote.source().minor() + " " + quote.destination().minor())
        .toList();
  }

  private @Nullable Offered any() {
    if (numbers == 0) {
      return null;
    }
    // Mostly a fresh one; now and then one of long ago, or one that never was.
    long number = gen.percent(80) ? numbers - gen.below(6) : 1 + gen.below(numbers + 3);
    return quotes.get(Math.max(1, number));
  }

  private static String why(@Nullable Offered quote, String bank, long nowMs) {
    if (quote == null || !quote.client.equals(bank)) {
      return "QUOTE_UNKNOWN";
    }
    if (quote.state.equals("used")) {
      return "QUOTE_USED";
    }
    return nowMs < quote.expiresMs ? "" : "QUOTE_EXPIRED";
  }

  private void select() {
    Offered quote = any();
    String bank = gen.choice(BANKS);
    long number = quote == null ? numbers + 99 : quote.number;
    String foreseen = why(quote, bank, nowMs);
    if (foreseen.isEmpty() && quote != null) {
      foreseen = quote.state.equals("selected") ? "ALREADY_EXISTS" : "selected";
      quote.state = "selected";
    }
    assertEquals(
        foreseen, answer(last(new Command.SelectQuote(World.participant(bank), number))));
  }

  private void payAtQuote() {
    Offered quote = any();
    String bank = gen.percent(90) && quote != null ? quote.client : gen.choice(BANKS);
    long number = quote == null ? numbers + 99 : quote.number;
    long source = quote == null ? 100 : quote.source;
    boolean isOther = gen.percent(10);
    String foreseen = why(quote, bank, nowMs);
    if (foreseen.isEmpty() && isOther) {
      foreseen = "QUOTE_DIFFERS";
    }
    String text = paid(bank, source + (isOther ? 1 : 0), " quote " + number);
    if (!foreseen.isEmpty() || quote == null) {
      assertEquals(foreseen, refusal(pay(text)));
      return;
    }
    quote.state = "used";
    settles(
        pay(text),
        new Price(quote.provider, quote.rate, quote.source, quote.destination, 0));
  }

  private void pay() {
    String bank = gen.choice(BANKS);
    boolean isSource = gen.percent(60);
    long minor = 1 + gen.below(isSource ? 3_000_000L : 40_000_000L);
    List<Price> all = prices(bank, minor, isSource);
    Price best = all.stream().filter(this::pays).findFirst().orElse(null);
    if (best == null && !all.isEmpty()) {
      best = all.getFirst();
    }
    if (best == null) {
      long source = isSource ? minor : 100;
      // Nobody posted, or nothing would come of it: then the published rate, and there is none.
      List<Event> events = pay(paid(bank, source, ""));
      boolean none = rates.isEmpty() || isSource;
      if (none) {
        assertEquals("FIXING_MISSING", refusal(events));
      }
      return;
    }
    String wanted = isSource ? "" : " want " + minor + " PYG";
    settles(pay(paid(bank, best.source, wanted)), best);
  }

  private String paid(String bank, long source, String more) {
    return "pay u%d %s>P1 %d.%02d BRL%s day %d"
        .formatted(++serial, bank, source / 100, source % 100, more, VALUE_DAY);
  }

  private List<Event> pay(String text) {
    return apply(Script.message("m" + serial, List.of(text), 0, 1));
  }

  /// It is accepted at that price, and settles, if need be when the provider has the money.
  private void settles(List<Event> events, Price price) {
    Event.PaymentAccepted accepted =
        (Event.PaymentAccepted)
            events.stream().filter(Event.PaymentAccepted.class::isInstance).findFirst().orElseThrow(
                () -> new AssertionError("not accepted: " + events + " at " + price));
    Conversion conversion = accepted.conversion();
    assertEquals(price.source, conversion.debit().minor());
    assertEquals(price.destination, conversion.credit().minor());
    assertEquals(
        price.rate.stripTrailingZeros(),
        new BigDecimal(rate(conversion).toString()).stripTrailingZeros());
    PaymentId payment = accepted.order().payment();
    if (!hasSettled(events, payment)) {
      long lacking = price.destination - money.getOrDefault(price.provider, 0L);
      assertEquals(true, lacking > 0, "it waited though there was money");
      fundFor(price.provider, lacking, payment);
    }
    money.merge(price.provider, -price.destination, Long::sum);
  }

  private static Rate rate(Conversion conversion) {
    if (conversion.fixing() == null) {
      throw new AssertionError("no rate: " + conversion);
    }
    return conversion.fixing().rate();
  }

  private void fundFor(String provider, long lacking, PaymentId payment) {
    List<Event> events =
        apply(
            new Command.MoveFunds(
                Script.key("fund " + ++serial),
                World.account(provider + "/P@PY:PYG"),
                new Money(lacking, World.PYG),
                Command.MoveFunds.Direction.IN));
    money.merge(provider, lacking, Long::sum);
    assertEquals(true, hasSettled(events, payment), "it settles when the money comes");
  }

  private static boolean hasSettled(List<Event> events, PaymentId payment) {
    return events.stream()
        .anyMatch(e -> e instanceof Event.PaymentSettled s && s.payment().equals(payment));
  }

  private static String refusal(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.PaymentRejected rejected) {
        return rejected.refusals().getFirst().toString();
      }
    }
    return "accepted: " + events;
  }

  private static String answer(Event event) {
    return switch (event) {
      case Event.CommandRefused refused -> refused.refusal().toString();
      case Event.BaseRatePosted _ -> "posted";
      case Event.QuoteSelected _ -> "selected";
      default -> event.toString();
    };
  }

  private Event last(Command command) {
    return apply(command).getLast();
  }

  private List<Event> apply(Command command) {
    return harness.apply(nowMs, command);
  }
}
