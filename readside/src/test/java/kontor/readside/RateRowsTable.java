package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proposals, approvals and rungs as people query them.
class RateRowsTable {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency BRL = new Currency("BRL", 2);
  private static final ParticipantId PARTY = ParticipantId.ofBic("CIARARB0");
  private static final FourEyes TWO = new FourEyes("M. Sousa", "C. Lima");
  private static final Digest FILE = new Digest(1, 2, 3, 4);

  private final List<RecordedEvent> events = new ArrayList<>();

  private void see(@Nullable FourEyes by, RateEvent event) {
    int at = events.size() + 1;
    events.add(new RecordedEvent(at, 0, at * 100L, new Event.Governed(by, event)));
  }

  private void publish(Fixing fixing) {
    int at = events.size() + 1;
    events.add(new RecordedEvent(at, 0, at * 100L, new Event.FixingPublished(fixing)));
  }

  private static RateEvent.FixingProposed proposed(int number) {
    return new RateEvent.FixingProposed(
        number,
        new RateDay(1, 19_062, 5_000, 6_000),
        List.of(new Price(ARS, BRL, Rate.of("0.04615")), new Price(BRL, ARS, Rate.of("21.66815"))),
        List.of(leg(BRL, "5.02520", 2), leg(ARS, "108.88670", 3)),
        List.of(new RateEvent.Finding(RateEvent.Check.LEG_AGE, "BRL", 9, 8)),
        "");
  }

  private static RateLeg leg(Currency currency, String units, int line) {
    return new RateLeg(
        currency, Rate.of(units), "USD", "PTAX", "p1", 4_000, new RateLeg.Provenance(FILE, line));
  }

  private static Fixing fixing(Currency base, Currency quoted, String rate, long fromMs) {
    return new Fixing(1, base, quoted, Rate.of(rate), fromMs, "PTAX");
  }

  @Test
  void aProposalIsFoundWithWhatWasSaidToIt() {
    see(TWO, proposed(1));
    see(TWO, new RateEvent.FixingApproved(1, PARTY));
    see(TWO, new RateEvent.FixingDeclined(1, PARTY, "a digit is wrong"));
    see(TWO, proposed(2));
    see(null, new RateEvent.FixingExpired(2));
    see(TWO, proposed(3));
    Queries queries = new Queries(project());

    List<RateProposalRow> all = queries.rateProposals(null, 10);
    assertEquals(
        List.of(
            new RateProposalRow(
                proposed(3), RateProposalRow.State.OPEN, null, TWO, List.of(), 600, null),
            new RateProposalRow(
                proposed(2), RateProposalRow.State.EXPIRED, null, TWO, List.of(), 400, 500L),
            new RateProposalRow(
                proposed(1),
                RateProposalRow.State.DECLINED,
                "a digit is wrong",
                TWO,
                List.of(new RateProposalRow.Approval(PARTY, TWO, 200)),
                100,
                300L)),
        all);
    assertEquals(
        all.subList(0, 1), queries.rateProposals(RateProposalRow.State.OPEN, 10));
    assertEquals(all.subList(0, 2), queries.rateProposals(null, 2));
  }

  @Test
  void everyFixingTellsItsRung() {
    Fixing first = fixing(ARS, BRL, "0.04615", 5_000);
    Fixing second = fixing(BRL, ARS, "21.66815", 5_000);
    Fixing repeated = fixing(ARS, BRL, "0.04615", 9_000);
    see(TWO, proposed(1));
    see(TWO, new RateEvent.FixingConfirmed(1, null, 19_062, 8_000, List.of(first, second), ""));
    publish(first);
    publish(second);
    see(null, new RateEvent.PairUnconfirmed(1, 19_063, ARS, BRL));
    see(
        null,
        new RateEvent.FallbackTaken(
            1, 19_063, ARS, BRL, Rung.PREVIOUS, 10_000, List.of(repeated), "not in time"));
    publish(repeated);
    see(
        null,
        new RateEvent.FallbackTaken(1, 19_064, ARS, BRL, Rung.CLOSED, 12_000, List.of(), "none"));
    Queries queries = new Queries(project());

    RateOriginRow primary = new RateOriginRow("PRIMARY", 19_062, 8_000, 1, "");
    RateOriginRow previous = new RateOriginRow("PREVIOUS", 19_063, 10_000, null, "not in time");
    assertEquals(primary, queries.rateOrigin(first));
    assertEquals(previous, queries.rateOrigin(repeated));
    assertNull(queries.rateOrigin(fixing(ARS, BRL, "0.04615", 7_000)));
    assertEquals(
        List.of(
            new RatedFixingRow(
                1, "ARS", "BRL", Rate.of("0.04615"), 9_000, "PTAX", previous),
            new RatedFixingRow(1, "ARS", "BRL", Rate.of("0.04615"), 5_000, "PTAX", primary),
            new RatedFixingRow(1, "BRL", "ARS", Rate.of("21.66815"), 5_000, "PTAX", primary)),
        queries.ratedFixings(1, 10));
    assertEquals(List.of(), queries.ratedFixings(2, 10));
    assertEquals(
        List.of(
            new PairDayRow(1, 19_064, "ARS", "BRL", "CLOSED", "none", 800),
            new PairDayRow(1, 19_063, "ARS", "BRL", "PREVIOUS", "not in time", 600)),
        queries.pairDays(1, 10));
  }

  @Test
  void aRateThatIsConfirmedLateOpensTheDayAgain() {
    Fixing late = fixing(BRL, ARS, "21.66815", 5_000);
    see(null, new RateEvent.PairUnconfirmed(1, 19_062, ARS, BRL));
    see(TWO, proposed(1));
    see(TWO, new RateEvent.FixingConfirmed(1, null, 19_062, 8_000, List.of(late), "late"));
    assertEquals(
        List.of(new PairDayRow(1, 19_062, "ARS", "BRL", "CONFIRMED", "late", 300)),
        new Queries(project()).pairDays(1, 10));
  }

  private ReadDatabase project() {
    ReadDatabase opened = database.open();
    new Projector(opened, OutboxWriter.NONE).apply(events);
    return opened;
  }

  private final TemporaryDatabase database = new TemporaryDatabase();

  @org.junit.jupiter.api.AfterEach
  void close() {
    database.close();
  }
}
