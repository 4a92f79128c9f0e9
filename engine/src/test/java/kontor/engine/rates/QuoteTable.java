package kontor.engine.rates;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.engine.rates.QuoteState.Step;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.rates.Quoting.Priced;
import kontor.engine.rates.Tiers.Tier;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Quotes of providers (domain F09, 5.4).
class QuoteTable {

  private static final Currency EUR = new Currency("EUR", 2);
  private static final Currency SGD = new Currency("SGD", 2);
  private static final ParticipantId CLIENT = ParticipantId.ofBic("CLNTSGSG");

  @Test
  void baseTierAndClient() {
    check(
        """
        # base   tiers   client  asked   rate   source   destination
        1.5000   50000:100   0   50000.00 EUR   1.515   50000.00  75750.00
        1.5000   50000:100   0   49999.99 EUR   1.5   49999.99  74999.99
        1.5000   25000:50,50000:100,75000:150   0   24999.99 EUR   1.5   24999.99  37499.99
        1.5000   25000:50,50000:100,75000:150   0   25000.00 EUR   1.5075   25000.00  37687.50
        1.5000   25000:50,50000:100,75000:150   0   75000.00 EUR   1.5225   75000.00  114187.50
        1.5000   25000:50,50000:100,75000:150   0   1000000.00 EUR   1.5225   1000000.00 1522500.00
        # A client's 25 basis points multiply what the tier gives.
        1.5000   50000:100   25  50000.00 EUR   1.5187875  50000.00  75939.38
        1.5000   none                            25  100.00 EUR          1.50375    100.00    150.38
        1.5      none                            0   100.00 EUR          1.5        100.00    150.00
        3.5      none                            0   100.00 EUR          3.5        100.00    350.00
        # The payee's sum is given: what the payer pays depends on the tier.
        1.5000   50000:100   0   75750.00 SGD   1.515   50000.00  75750.00
        1.5000   50000:100   0   74999.00 SGD   1.5   49999.33  74999.00
        1.5000   50000:100   0   80000.00 SGD   1.515   52805.28  80000.00
        # No fixed point: at the base it reaches the tier, and with the tier it does not.
        1.5000   50000:100   0   75000.00 SGD   1.5   50000.00  75000.00
        1.5000   50000:100   0   75700.00 SGD   1.5   50466.67  75700.00
        # The second search holds: 51000.00 at the base reaches the second tier, at which it falls
        # to the first, at which it stays.
        1.5000   25000:50,50800:100   0   76500.00 SGD   1.5075   50746.27  76500.00
        # The second search ends on a third tier: the lower of both is taken.
        1.5000   20000:50,49000:100,50000:500   0   75000.00 SGD   1.5075   49751.24  75000.00
        # Nothing, and too much.
        0.0001   none                            0   0.01 EUR            none
        1000     none                            0   0.01 SGD            none
        9000     none                            0   92233720368547758.07 EUR none
        """);
  }

  private static void check(String table) {
    assertAll(
        Stream.of(table.strip().split("\n"))
            .filter(row -> !row.startsWith("#"))
            .map(
                row -> {
                  String[] cells = row.strip().split(" +");
                  String expected = String.join(" ", Arrays.asList(cells).subList(5, cells.length));
                  return () -> assertEquals(expected, text(priced(cells)), row);
                }));
  }

  private static @Nullable Priced priced(String[] cells) {
    Money amount = new Money(Long.parseLong(cells[3].replace(".", "")), currency(cells[4]));
    QuoteRequest request =
        cells[4].equals("EUR")
            ? QuoteRequest.ofSource(amount, SGD)
            : QuoteRequest.ofDestination(EUR, amount);
    Offer offer =
        new Offer(
            base("FXONSGSG", cells[0], 0), tiers(cells[1]), Integer.parseInt(cells[2]));
    return Quoting.price(offer, request, Rounding.HALF_UP);
  }

  private static String text(@Nullable Priced priced) {
    return priced == null
        ? "none"
        : priced.rate() + " " + priced.source().decimal() + " " + priced.destination().decimal();
  }

  private static Currency currency(String code) {
    return new Currency(code, 2);
  }

  private static BaseRate base(String provider, String rate, long postedMs) {
    return new BaseRate(ParticipantId.ofBic(provider), EUR, SGD, Rate.of(rate), postedMs);
  }

  private static Tiers tiers(String text) {
    List<Tier> tiers = new ArrayList<>();
    if (!text.equals("none")) {
      for (String tier : text.split(",")) {
        String[] parts = tier.split(":");
        tiers.add(new Tier(Long.parseLong(parts[0]) * 100, Integer.parseInt(parts[1])));
      }
    }
    return new Tiers(tiers);
  }

  /// Rates with many digits are bettered as well; what does not fit is rounded in its last digit.
  @Test
  void improvementsOfLongRates() {
    assertEquals("1.5187875", improved("1.5000", 100, 25));
    assertEquals("1421.58541651125", improved("1414.51285225", 50, 0));
    assertEquals("1421.592220318069323", improved("1414.51285225", 37, 13));
    assertEquals("none", improved("9223372036854775807", 1, 0));
    assertEquals("0.000000000000000001", improved("0.000000000000000001", 1, 1));
  }

  private static String improved(String base, int tier, int client) {
    return Objects.toString(Quoting.improved(Rate.of(base), tier, client), "none");
  }

  @Test
  void bestForThePayerFirst() {
    List<Offer> offers =
        List.of(
            new Offer(base("FXAAXXXX", "1.4990", 5), Tiers.NONE, 0),
            new Offer(base("FXBBXXXX", "1.5000", 9), Tiers.NONE, 0),
            new Offer(base("FXDDXXXX", "1.5000", 7), Tiers.NONE, 0),
            new Offer(base("FXCCXXXX", "1.5000", 7), Tiers.NONE, 0),
            new Offer(base("FXEEXXXX", "1.4900", 8), tiers("100:500"), 0),
            new Offer(base("FXFFXXXX", "1.4800", 8), Tiers.NONE, 150));
    QuoteRequest source = QuoteRequest.ofSource(new Money(10_000, EUR), SGD);
    // Rate first, then the earlier, then the provider's id.
    String order = "FXEEXXXX FXFFXXXX FXCCXXXX FXDDXXXX FXBBXXXX FXAAXXXX";
    assertEquals(order, providers(offers, source));
    assertEquals(order, providers(offers.reversed(), source));
    QuoteRequest destination = QuoteRequest.ofDestination(EUR, new Money(15_645, SGD));
    assertEquals(order, providers(offers, destination));
  }

  @Test
  void aProviderWithoutMoneyIsPassedOver() {
    List<Offer> offers =
        List.of(
            new Offer(base("FXAAXXXX", "1.4990", 5), Tiers.NONE, 0),
            new Offer(base("FXBBXXXX", "1.5000", 9), Tiers.NONE, 0));
    QuoteRequest request = QuoteRequest.ofSource(new Money(10_000, EUR), SGD);
    ParticipantId poor = ParticipantId.ofBic("FXBBXXXX");
    Quoting.Liquidity liquidity =
        (provider, destination) -> !provider.equals(poor) || destination.minor() < 15_000;
    Priced best =
        Objects.requireNonNull(Quoting.best(offers, request, Rounding.HALF_UP, liquidity));
    assertEquals("FXAAXXXX", best.offer().base().provider().bic());
    assertEquals(1, Quoting.ranked(offers, request, Rounding.HALF_UP, liquidity).size());
    assertNull(Quoting.best(offers, request, Rounding.HALF_UP, (provider, money) -> false));
    assertNull(Quoting.best(List.of(), request, Rounding.HALF_UP, liquidity));
  }

  private static String providers(List<Offer> offers, QuoteRequest request) {
    List<Priced> ranked =
        Quoting.ranked(offers, request, Rounding.HALF_UP, (provider, money) -> true);
    assertEquals(
        ranked.getFirst(),
        Quoting.best(offers, request, Rounding.HALF_UP, (provider, money) -> true));
    return ranked.stream()
        .map(priced -> priced.offer().base().provider().bic())
        .collect(Collectors.joining(" "));
  }

  /// A quote of 10:00:00 can be used until 10:09:59.999, once, and by choosing it first.
  @Test
  void theLifeOfAQuote() {
    long ten = 1_772_359_200_000L;
    Quote quote = quote(ten);
    assertEquals(ten + 600_000, quote.expiresAtMs());
    long inTime = ten + 599_999;
    long late = ten + 600_000;
    checkSteps(
        quote,
        inTime,
        """
        OFFERED   SELECT  SELECTED
        OFFERED   CONSUME none
        OFFERED   EXPIRE  none
        OFFERED   VOID    WITHDRAWN
        SELECTED  SELECT  none
        SELECTED  CONSUME CONSUMED
        SELECTED  EXPIRE  none
        SELECTED  VOID    WITHDRAWN
        """);
    checkSteps(
        quote,
        late,
        """
        OFFERED   SELECT  none
        OFFERED   EXPIRE  EXPIRED
        SELECTED  CONSUME none
        SELECTED  EXPIRE  EXPIRED
        """);
    for (QuoteState end : List.of(QuoteState.CONSUMED, QuoteState.EXPIRED, QuoteState.WITHDRAWN)) {
      for (Step step : Step.values()) {
        assertNull(end.after(step, quote, inTime), end + " " + step);
        assertNull(end.after(step, quote, late), end + " " + step);
      }
    }
  }

  private static void checkSteps(Quote quote, long timeMs, String table) {
    for (String row : table.strip().split("\n")) {
      String[] cells = row.strip().split(" +");
      QuoteState after =
          QuoteState.valueOf(cells[0]).after(Step.valueOf(cells[1]), quote, timeMs);
      assertEquals(cells[2], Objects.toString(after, "none"), row + " at " + timeMs);
    }
  }

  private static Quote quote(long createdMs) {
    Offer offer = new Offer(base("FXAAXXXX", "1.5", 5), Tiers.NONE, 0);
    QuoteRequest request = QuoteRequest.ofSource(new Money(10_000, EUR), SGD);
    Priced priced =
        Objects.requireNonNull(Quoting.price(offer, request, Rounding.HALF_UP));
    return Quote.of(1, CLIENT, priced, createdMs);
  }

  @Test
  void theBookHoldsWhatWasPostedLast() {
    RateBook book = new RateBook();
    ParticipantId provider = ParticipantId.ofBic("FXAAXXXX");
    assertNull(book.rate(provider, EUR, SGD));
    assertEquals(List.of(), book.offers(CLIENT, EUR, SGD));
    book.post(base("FXBBXXXX", "1.49", 4));
    book.post(base("FXAAXXXX", "1.50", 5));
    assertEquals(
        List.of(
            new Offer(base("FXAAXXXX", "1.50", 5), Tiers.NONE, 0),
            new Offer(base("FXBBXXXX", "1.49", 4), Tiers.NONE, 0)),
        book.offers(CLIENT, EUR, SGD));
    book.post(base("FXAAXXXX", "1.51", 6));
    book.tiers(provider, EUR, tiers("100:10"));
    book.tiers(provider, SGD, tiers("100:99"));
    book.improvement(provider, CLIENT, 7);
    assertEquals(base("FXAAXXXX", "1.51", 6), book.rate(provider, EUR, SGD));
    assertEquals(
        new Offer(base("FXAAXXXX", "1.51", 6), tiers("100:10"), 7),
        book.offers(CLIENT, EUR, SGD).getFirst());
    assertEquals(0, book.offers(provider, EUR, SGD).getFirst().clientBasisPoints());
    assertNull(book.rate(provider, SGD, EUR));
  }

  @Test
  void whatCannotBePostedOrAsked() {
    Money amount = new Money(1, EUR);
    assertThrows(IllegalArgumentException.class, () -> new Tier(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Tier(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new Tier(1, 10_000));
    assertThrows(IllegalArgumentException.class, () -> tiers("100:1,100:2"));
    assertThrows(IllegalArgumentException.class, () -> tiers("200:1,100:2"));
    assertThrows(
        IllegalArgumentException.class, () -> new Offer(base("FXAAXXXX", "1", 0), Tiers.NONE, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RateBook().improvement(CLIENT, CLIENT, 10_000));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BaseRate(CLIENT, EUR, EUR, Rate.of("1"), 0));
    assertThrows(
        IllegalArgumentException.class, () -> QuoteRequest.ofSource(new Money(0, EUR), SGD));
    assertThrows(
        IllegalArgumentException.class,
        () -> new QuoteRequest(amount, QuoteRequest.Fixed.DESTINATION, EUR, SGD));
    assertNull(
        Quoting.price(
            new Offer(base("FXAAXXXX", "1", 0), Tiers.NONE, 0),
            QuoteRequest.ofSource(new Money(1, SGD), EUR),
            Rounding.HALF_UP));
  }
}
