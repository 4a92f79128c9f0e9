package kontor.engine.agreement;

import static kontor.engine.agreement.DeskScript.AR;
import static kontor.engine.agreement.DeskScript.ARS;
import static kontor.engine.agreement.DeskScript.BR;
import static kontor.engine.agreement.DeskScript.BRL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent;
import kontor.engine.state.Step;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Parties that propose, approve, decline and fall back as they like, and payments that ask for a
/// rate all the while, against a naive reckoning from the events alone.
class RateDeskProperty {

  private static final long SEED = 20_260_311;
  private static final int HISTORIES = 1_500;
  private static final int STEPS = 100;
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final int PREVIOUS_DAYS = 2;

  /// What the events told of one published fixing.
  ///
  /// @param firstDay the day for which its number was made; earlier than `day` if repeated
  private record Known(Fixing fixing, int day, int firstDay) {}

  /// One history with its naive reckoning.
  private static final class History {
    final java.util.SplittableRandom random;
    final DeskScript script = new DeskScript();
    final List<Known> published = new ArrayList<>();
    final TreeMap<Integer, RateEvent.FixingProposed> proposals = new TreeMap<>();
    final TreeMap<Integer, Set<ParticipantId>> approvals = new TreeMap<>();
    final TreeSet<Integer> ended = new TreeSet<>();
    long nowMs = DAY_MS;
    int lastDay;
    int lookups;
    int found;

    History(long seed) {
      random = new java.util.SplittableRandom(seed);
      script.terms.rates =
          DeskScript.annex(
              "annex waterfall " + (random.nextBoolean() ? "PREVIOUS,SECONDARY,MANUAL,CLOSED"
                  : "SECONDARY,PREVIOUS,CLOSED") + " previous " + PREVIOUS_DAYS);
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        nowMs += random.nextInt(4) == 0 ? random.nextLong(DAY_MS) : random.nextLong(HOUR_MS);
        Step step = script.pass(nowMs, this::see);
        script.desk().apply(change(), by(), step);
        look(ARS, BRL);
        look(BRL, ARS);
      }
      script.restore();
    }

    private FourEyes by() {
      return new FourEyes("m" + random.nextInt(9), "c" + random.nextInt(9));
    }

    private RateChange change() {
      int today = (int) (nowMs / DAY_MS);
      int day = today + random.nextInt(2);
      int proposal = Math.max(1, proposals.size() - random.nextInt(2));
      ParticipantId party = random.nextBoolean() ? AR : BR;
      return switch (random.nextInt(9)) {
        case 0, 1 ->
            new RateChange.ProposeFixing(
                when(day), leg(ARS, "PTAX"), leg(BRL, "PTAX"), second(), reason());
        case 2, 3, 4, 5 -> new RateChange.ApproveFixing(proposal, party);
        case 6 -> new RateChange.DeclineFixing(proposal, party, reason());
        case 7 ->
            new RateChange.ProposeManual(
                when(day), price(BRL, ARS, 5), price(ARS, BRL, 5), reason());
        default -> new RateChange.TakeFallback(1, day, ARS, BRL, second(), reason());
      };
    }

    private RateDay when(int day) {
      return new RateDay(
          1, day, nowMs + random.nextLong(-HOUR_MS, DAY_MS), nowMs + random.nextLong(DAY_MS));
    }

    private List<RateLeg> second() {
      return random.nextBoolean() ? List.of() : List.of(leg(ARS, "Wire"), leg(BRL, "Wire"));
    }

    private String reason() {
      return random.nextInt(4) == 0 ? "" : "so it was";
    }

    private RateLeg leg(Currency currency, String source) {
      Rate units = new Rate(random.nextLong(1_000, 10_000_000), random.nextInt(1, 6));
      return new RateLeg(currency, units, "USD", source, "p", nowMs, null);
    }

    private Price price(Currency base, Currency quoted, int scale) {
      return new Price(base, quoted, new Rate(random.nextLong(1, 10_000_000), scale));
    }

    private void see(Event event) {
      if (event instanceof Event.Governed governed && governed.event() instanceof RateEvent rate) {
        see(rate);
      }
    }

    private void see(RateEvent event) {
      switch (event) {
        case RateEvent.FixingProposed e -> {
          assertEquals(proposals.size() + 1, e.proposal(), "number of a proposal");
          proposals.put(e.proposal(), e);
          if (!e.legs().isEmpty()) {
            checkPrice(e.prices().getFirst(), e.legs().get(0), e.legs().get(1));
            checkPrice(e.prices().getLast(), e.legs().get(1), e.legs().get(0));
          }
        }
        case RateEvent.FixingApproved e -> {
          assertTrue(!ended.contains(e.proposal()), "approved after its end");
          approvals.computeIfAbsent(e.proposal(), p -> new TreeSet<>()).add(e.party());
        }
        case RateEvent.FixingDeclined e -> assertTrue(ended.add(e.proposal()), "ends twice");
        case RateEvent.FixingExpired e -> assertTrue(ended.add(e.proposal()), "ends twice");
        case RateEvent.FixingConfirmed e -> {
          assertTrue(ended.add(e.proposal()), "ends twice");
          assertEquals(Set.of(AR, BR), approvals.get(e.proposal()), "who approved it");
          RateEvent.FixingProposed proposed = proposals.get(e.proposal());
          assertEquals(
              proposed == null ? null : proposed.prices(),
              e.fixings().stream()
                  .map(f -> new Price(f.base(), f.quoted(), f.rate()))
                  .toList(),
              "what was approved is what is published");
          e.fixings().forEach(fixing -> published.add(new Known(fixing, e.day(), e.day())));
          lastDay = e.day();
        }
        case RateEvent.PairUnconfirmed _ -> {
          // It is followed by a rung or by nothing.
        }
        case RateEvent.FallbackTaken e -> {
          int firstDay = e.rung() == Rung.PREVIOUS ? lastDay : e.day();
          e.fixings().forEach(fixing -> published.add(new Known(fixing, e.day(), firstDay)));
          lastDay = e.fixings().isEmpty() ? lastDay : firstDay;
        }
      }
    }

    /// The naive reckoning: of all that is effective the one that became so last, and only while
    /// its day lasts; a repeated one not longer than agreed.
    private void look(Currency base, Currency quoted) {
      @Nullable Known last = null;
      for (Known known : published) {
        Fixing fixing = known.fixing();
        if (fixing.base().equals(base)
            && fixing.effectiveFromMs() <= nowMs
            && (last == null || fixing.effectiveFromMs() > last.fixing().effectiveFromMs())) {
          last = known;
        }
      }
      boolean holds = last != null && nowMs < (last.day() + 1) * DAY_MS;
      int number = script.fixings().effective(1, base, quoted, nowMs);
      Refusal refusal =
          script.desk().check(1, (int) (nowMs / DAY_MS), base, quoted, number, nowMs);
      assertEquals(holds, refusal == null, "a rate is used");
      if (last != null && holds) {
        assertEquals(last.fixing(), script.fixings().fixing(number), "which rate is used");
        assertTrue(last.day() - last.firstDay() <= PREVIOUS_DAYS, "it was made days ago");
        found++;
      }
      lookups++;
    }
  }

  /// One unit of `base` in `quoted`, by decimals of 40 digits, in steps of five.
  private static void checkPrice(Price price, RateLeg quoted, RateLeg base) {
    BigDecimal exact =
        decimal(quoted.units()).divide(decimal(base.units()), new MathContext(40));
    BigInteger units = exact.movePointRight(5).toBigInteger();
    int last = units.mod(BigInteger.TEN).intValue();
    BigInteger rounded = units.add(BigInteger.valueOf((last <= 5 ? 5 : 10) - last));
    assertEquals(base.currency(), price.base());
    assertEquals(quoted.currency(), price.quoted());
    assertEquals(rounded.longValueExact(), price.rate().unscaled(), "the price of one " + base);
    assertEquals(5, price.rate().scale());
  }

  private static BigDecimal decimal(Rate rate) {
    return BigDecimal.valueOf(rate.unscaled(), rate.scale());
  }

  @Test
  void noPaymentEverGetsAStaleRate() {
    int lookups = 0;
    int found = 0;
    int published = 0;
    for (int i = 0; i < HISTORIES; i++) {
      long seed = SEED + i;
      History history = new History(seed);
      try {
        history.run();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      lookups += history.lookups;
      found += history.found;
      published += history.published.size();
    }
    assertTrue(lookups >= 300_000, "asked " + lookups);
    // A history in which hardly anything happens would prove nothing.
    assertTrue(found > lookups / 10, "found " + found);
    assertTrue(published > 10 * HISTORIES, "published " + published);
  }

  /// Numbers at their ends, texts too long, currencies that are none of the pair's: each change is
  /// an event or an objection, and the state can be written and read.
  @Test
  void absurdChangesBreakNothing() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(SEED);
    List<Long> times =
        List.of(Long.MIN_VALUE, -1L, 0L, 1L, 3 * DAY_MS, 4 * DAY_MS, Long.MAX_VALUE);
    List<Integer> days = List.of(Integer.MIN_VALUE, -1, 0, 3, 4, 2_932_896, Integer.MAX_VALUE);
    List<Currency> moneys = List.of(ARS, BRL, new Currency("XXX", 0));
    List<Rate> rates = List.of(new Rate(1, 18), new Rate(1, 0), new Rate(Long.MAX_VALUE, 0));
    DeskScript script = new DeskScript();
    script.terms.rates =
        DeskScript.annex("annex deviation 1 second 1 age 1 previous 9 waterfall MANUAL,CLOSED");
    int told = 0;
    for (int i = 0; i < 20_000; i++) {
      RateDay when =
          new RateDay(
              random.nextInt(3), pick(days, random), pick(times, random), pick(times, random));
      List<RateLeg> legs = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        legs.add(
            new RateLeg(
                pick(moneys, random),
                pick(rates, random),
                "USD",
                k < 2 ? "PTAX" : "Wire",
                "p".repeat(random.nextInt(40)),
                pick(times, random),
                null));
      }
      String reason = "r".repeat(random.nextInt(3) * 100);
      RateChange change =
          switch (random.nextInt(5)) {
            case 0 ->
                new RateChange.ProposeFixing(
                    when, legs.get(0), legs.get(1), legs.subList(2, 2 + random.nextInt(3)),
                    reason);
            case 1 ->
                new RateChange.ProposeManual(
                    when,
                    new Price(pick(moneys, random), pick(moneys, random), pick(rates, random)),
                    new Price(pick(moneys, random), pick(moneys, random), pick(rates, random)),
                    reason);
            case 2 -> new RateChange.ApproveFixing(pick(days, random), AR);
            case 3 -> new RateChange.DeclineFixing(pick(days, random), BR, reason);
            default ->
                new RateChange.TakeFallback(
                    when.agreement(),
                    when.day(),
                    pick(moneys, random),
                    pick(moneys, random),
                    legs.subList(2, 2 + random.nextInt(3)),
                    reason);
          };
      List<Event> events = new ArrayList<>();
      Step step = script.pass(3 * DAY_MS + i * 10_000L, events::add);
      events.clear();
      script.desk().apply(change, new FourEyes("m", "c"), step);
      assertTrue(!events.isEmpty(), () -> "seed " + SEED + ": nothing said to " + change);
      told += events.getFirst() instanceof Event.Governed ? 1 : 0;
    }
    script.restore();
    assertTrue(told > 0, "all were refused");
  }

  private static <T> T pick(List<T> values, java.util.SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }
}
