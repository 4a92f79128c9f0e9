package kontor.readside;

import static kontor.readside.ChargeEvents.A1;
import static kontor.readside.ChargeEvents.AR;
import static kontor.readside.ChargeEvents.ARS;
import static kontor.readside.ChargeEvents.B1;
import static kontor.readside.ChargeEvents.BRL;
import static kontor.readside.ChargeEvents.ars;
import static kontor.readside.ChargeEvents.brl;
import static kontor.readside.ChargeEvents.fixing;
import static kontor.readside.ChargeEvents.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import kontor.engine.ChargedFee;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.annex.Penalty;
import kontor.engine.calendar.GridMoment;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.rates.Cost;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bills and costs as people query them. All sums are worked out by hand.
class ChargesTable {

  private static final Currency UNIT = new Currency("XUS", 2);

  private final TemporaryDatabase database = new TemporaryDatabase();
  private final ChargeEvents log = new ChargeEvents();

  @AfterEach
  void close() {
    database.close();
  }

  private Queries project() {
    ReadDatabase opened = database.open();
    new Projector(opened, OutboxWriter.NONE).apply(log.events);
    return new Queries(opened);
  }

  private static ChargedFee toAr(String sum) {
    return new ChargedFee(3, Agent.OTHER, Collection.INVOICED, AR, A1, ars(sum));
  }

  private static Bill bill(Queries queries, String bic, String month) {
    YearMonth asked = YearMonth.parse(month);
    return queries.bill(
        ParticipantId.ofBic(bic),
        (int) asked.atDay(1).toEpochDay(),
        (int) asked.atEndOfMonth().toEpochDay());
  }

  private static List<String> lines(Bill bill) {
    return bill.lines().stream()
        .map(
            line ->
                "%s %s %s %s %s"
                    .formatted(
                        LocalDate.ofEpochDay(Objects.requireNonNull(line.billedDay())),
                        line.kind().penalty() == null ? "FEE" : line.kind().penalty(),
                        line.kind().collection(),
                        line.sum(),
                        line.about().payment() == null
                            ? line.about().text()
                            : "u" + line.about().payment().uetr().substring(35)))
        .toList();
  }

  private static List<String> totals(Bill bill) {
    return bill.totals().stream()
        .map(
            total ->
                "%s earned %s paid %s net %s deducted %s"
                    .formatted(
                        total.currency(), total.earned(), total.paid(), total.net(),
                        total.deducted()))
        .toList();
  }

  /// What counts is the day of finality in Sao Paulo, three hours behind UTC.
  @Test
  void aBillHasWhatSettledInItsMonth() {
    log.at("2026-11-30T20:00:00Z").accept(1, 7, ars("100.00"), brl("4.62"), ChargeEvents.FIXING);
    log.fees(
        1, brl("4.42"),
        new ChargedFee(1, Agent.DEBTOR_AGENT, Collection.DEDUCTED, A1, A1, ars("0.50")),
        new ChargedFee(2, Agent.CREDITOR_AGENT, Collection.DEDUCTED, B1, B1, brl("0.20")),
        toAr("1.25"));
    log.accept(2, 7, ars("200.00"), brl("9.23"), ChargeEvents.FIXING);
    log.fees(2, brl("9.23"), toAr("2.50"));
    log.accept(3, 7, ars("300.00"), brl("13.85"), ChargeEvents.FIXING);
    log.fees(3, brl("13.85"), toAr("4.00"));
    log.at("2026-12-01T02:59:59Z").settle(1, 7, ars("100.00"), brl("4.62"));
    log.at("2026-12-01T03:00:00Z").settle(2, 7, ars("200.00"), brl("9.23"));
    log.add(new Event.PaymentExpired(payment(3), Refusal.WAITED_TOO_LONG));
    Queries queries = project();

    Bill november = bill(queries, "BANKARB1", "2026-11");
    assertEquals(
        List.of(
            "2026-11-30 FEE DEDUCTED 0.50 ARS u1", "2026-11-30 FEE INVOICED 1.25 ARS u1"),
        lines(november));
    assertEquals(List.of("ARS earned 0.00 paid 1.25 net -1.25 deducted 0.50"), totals(november));
    assertEquals(
        List.of("ARS earned 1.25 paid 0.00 net 1.25 deducted 0.00"),
        totals(bill(queries, "BCRAARBA", "2026-11")));
    assertEquals(
        List.of("BRL earned 0.00 paid 0.00 net 0.00 deducted 0.20"),
        totals(bill(queries, "BANKBRS1", "2026-11")));
    assertEquals(
        List.of("2026-12-01 FEE INVOICED 2.50 ARS u2"),
        lines(bill(queries, "BANKARB1", "2026-12")));
    // What expired costs nothing, and its entry says so.
    PaymentCost expired = queries.cost(payment(3));
    assertNotNull(expired);
    assertEquals(ChargeRow.ChargeState.VOID, expired.charges().getFirst().state());
    // Nothing was charged: an empty bill is a bill.
    Bill empty = bill(queries, "BANKARB1", "2026-10");
    assertEquals(List.of(), empty.lines());
    assertEquals(List.of(), empty.totals());
  }

  /// What was billed stays; what waits is owed in the new unit, rounded as every sum.
  @Test
  void aFeeOfAPaymentThatWaitsIsInTheNewUnit() {
    Currency arn = new Currency("ARN", 2);
    log.at("2026-11-30T20:00:00Z").accept(1, 7, ars("900.00"), brl("41.54"), ChargeEvents.FIXING);
    log.fees(1, brl("41.54"), toAr("5.00"));
    log.settle(1, 7, ars("900.00"), brl("41.54"));
    log.accept(2, 7, ars("900.00"), brl("41.54"), ChargeEvents.FIXING);
    log.fees(2, brl("41.54"), toAr("5.50"));
    RedenominationPlan plan =
        new RedenominationPlan(
            new Redenomination(ARS, arn, Rate.of("100"), Rounding.HALF_UP),
            Prices.AT_LEAST_ONE,
            "UTC",
            20_788,
            0,
            OldCode.REFUSED);
    log.at("2026-12-01T12:00:00Z")
        .add(new Event.Governed(null, new CurrencyEvent.Redenominated(plan, 0, 0, 1, List.of())));
    log.settle(2, 7, new Money(900, arn), brl("41.54"));
    Queries queries = project();

    assertEquals(
        List.of("2026-11-30 FEE INVOICED 5.00 ARS u1"),
        lines(bill(queries, "BANKARB1", "2026-11")));
    assertEquals(
        List.of("2026-12-01 FEE INVOICED 0.06 ARN u2"),
        lines(bill(queries, "BANKARB1", "2026-12")));
  }

  /// An agent that bills its own customer earns and pays, and nothing is left of it.
  @Test
  void penaltiesAndOwnFeesAreLinesToo() {
    log.at("2026-11-10T12:00:00Z").accept(1, 7, ars("100.00"), brl("4.62"), ChargeEvents.FIXING);
    log.fees(
        1, brl("4.62"),
        new ChargedFee(1, Agent.DEBTOR_AGENT, Collection.INVOICED, A1, A1, ars("0.75")));
    log.settle(1, 7, ars("100.00"), brl("4.62"));
    log.add(
        new Event.PenaltyCharged(
            7, 1, Penalty.Cause.OVER_LIMIT, A1, ars("5.00"), payment(9), 20_767,
            "CREDIT_LINE_EXCEEDED"));
    log.add(
        new Event.Governed(
            new FourEyes("M. Sousa", "C. Lima"),
            new CalendarEvent.CutOffExtended(
                7, 20_767, GridMoment.CUSTOMER_CUT_OFF, A1, 31, 0, brl("500.00"))));
    log.add(
        new Event.Governed(
            new FourEyes("M. Sousa", "C. Lima"),
            new CalendarEvent.CutOffExtended(
                7, 20_767, GridMoment.CUSTOMER_CUT_OFF, A1, 31, 0, brl("0.00"))));
    Queries queries = project();

    Bill bill = bill(queries, "BANKARB1", "2026-11");
    assertEquals(
        List.of(
            "2026-11-10 FEE INVOICED 0.75 ARS u1",
            "2026-11-10 OVER_LIMIT INVOICED 5.00 ARS u9",
            "2026-11-10 CUT_OFF_EXTENSION INVOICED 500.00 BRL CUSTOMER_CUT_OFF"),
        lines(bill));
    assertEquals(
        List.of(
            "ARS earned 0.75 paid 5.75 net -5.00 deducted 0.00",
            "BRL earned 0.00 paid 500.00 net -500.00 deducted 0.00"),
        totals(bill));
    // Each entry has the name of its place in the log.
    assertEquals(
        bill.lines().size(),
        bill.lines().stream().map(ChargeRow::reference).distinct().count());
  }

  /// 1000.00 ARS at mid 0.04615 are 46.15; at the quote 46.00. 0.15 of 46.15 is in the rate:
  /// 0.00015 / 0.04615 = 3250 ppm. Fees: 10.00 ARS at mid are 0.46, and 1.00: 1.46. In all
  /// 1.61 / 46.15 = 34886 ppm.
  @Test
  void aQuoteHasAMarginAgainstTheBoard() {
    log.add(new Event.FixingPublished(fixing(ARS, "0.04615", 0, "PTAX")));
    log.at("2026-11-10T12:00:00Z")
        .accept(
            1, 1, ars("1000.00"), brl("46.00"), fixing(ARS, "0.04600", 5, "quote 17 of P1"));
    log.add(
        new Event.FeesCharged(
            payment(1),
            1,
            1,
            ChargeBearer.SHAR,
            List.of(
                toAr("10.00"),
                new ChargedFee(4, Agent.CREDITOR_AGENT, Collection.DEDUCTED, B1, B1, brl("1.00"))),
            brl("45.00")));
    log.accept(2, 1, ars("1000.00"), brl("46.00"), fixing(ARS, "0.04600", 5, "quote 18 of P1"));
    Queries queries = project();

    PaymentCost with = Objects.requireNonNull(queries.cost(payment(1)));
    assertEquals(
        new Cost(brl("46.15"), 15, Cost.Favours.PROVIDER, 3250, 146, 34_886), with.cost());
    assertEquals(fixing(ARS, "0.04615", 0, "PTAX"), with.mid());
    PaymentCost without = Objects.requireNonNull(queries.cost(payment(2)));
    assertEquals(
        new Cost(brl("46.15"), 15, Cost.Favours.PROVIDER, 3250, 0, 3250), without.cost());
    assertNull(without.terms());
  }

  /// What the payee gets is fixed: 46.15 BRL are 999.99 ARS at mid 21.66815, and 1015.30 at 22.
  /// 15.31 more are paid; 0.33185 / 21.66815 = 15315 ppm; 15.31 / 999.99 = 15310 ppm.
  @Test
  void whereThePayeesSumIsFixedAHigherPriceCosts() {
    log.add(new Event.FixingPublished(fixing(BRL, "21.66815", 0, "PTAX")));
    log.accept(1, 1, ars("1015.30"), brl("46.15"), fixing(BRL, "22", 5, "quote 17 of P1"));
    assertEquals(
        new Cost(ars("999.99"), 1531, Cost.Favours.PROVIDER, 15_315, 0, 15_310),
        Objects.requireNonNull(project().cost(payment(1))).cost());
  }

  @Test
  void byTheBoardNothingIsLostAndInOneMoneyNothingIsConverted() {
    log.accept(1, 1, ars("1000.00"), brl("46.15"), fixing(ARS, "0.04615", 0, "PTAX"));
    log.accept(2, 1, ars("1000.00"), ars("1000.00"), null);
    Queries queries = project();
    assertEquals(
        new Cost(brl("46.15"), 0, Cost.Favours.NOBODY, 0, 0, 0),
        Objects.requireNonNull(queries.cost(payment(1))).cost());
    PaymentCost one = Objects.requireNonNull(queries.cost(payment(2)));
    assertEquals(new Cost(ars("1000.00"), 0, Cost.Favours.NOBODY, 0, 0, 0), one.cost());
    assertNull(one.mid());
  }

  @Test
  void aQuoteWithoutAFixingHasNoCostThatCouldBeTold() {
    log.accept(1, 1, ars("1000.00"), brl("46.00"), fixing(ARS, "0.04600", 5, "quote 17 of P1"));
    PaymentCost cost = Objects.requireNonNull(project().cost(payment(1)));
    assertNull(cost.cost());
    assertNull(cost.mid());
  }

  /// The position of one event apart, each in a batch of its own: the rows are the same.
  @Test
  void batchesMakeNoDifference() {
    aBillHasWhatSettledInItsMonth();
    List<String> whole = database.dump();
    ReadDatabase again = database.rebuild();
    for (RecordedEvent event : log.events) {
      new Projector(again, OutboxWriter.NONE).apply(List.of(event));
    }
    assertEquals(whole, database.dump());
  }

  private static Money zero() {
    return new Money(0, ARS);
  }

  @Test
  void aDayOfRevaluation() {
    log.add(new Event.AccountOpened(ChargeEvents.LORO));
    publish("2026-11-01T00:00:00Z", "20.00");
    publish("2026-11-02T00:00:00Z", "21.00");
    publish("2026-11-03T00:00:00Z", "20.50");
    // 100.00 BRL come in for 2050.00 ARS: at yesterday's 20.00 they were worth 2000.00.
    log.at("2026-11-02T12:00:00Z").accept(1, 1, brl("100.00"), ars("2050.00"), null);
    log.settle(
        1, 1, brl("100.00"), ars("2050.00"),
        new Entry(ChargeEvents.LORO, 10_000, 10_000));
    // 40.00 BRL go for 860.00 ARS: at yesterday's 21.00 they were worth 840.00.
    log.at("2026-11-03T12:00:00Z").accept(2, 1, ars("860.00"), brl("40.00"), null);
    log.settle(
        2, 1, ars("860.00"), brl("40.00"),
        new Entry(ChargeEvents.LORO, -4_000, 6_000));
    // Where nothing is converted, what AR owes its bank changes with what it has.
    log.accept(3, 1, brl("10.00"), brl("10.00"), null);
    log.settle(
        3, 1, brl("10.00"), brl("10.00"),
        new Entry(ChargeEvents.LORO, 1_000, 7_000),
        new Entry(ChargeEvents.NOSTRO, -1_000, -1_000));
    int day = (int) LocalDate.parse("2026-11-01").toEpochDay();
    List<RevaluationRow> rows = project().revaluation(AR, day, day + 3);

    assertEquals(3, rows.size(), "on the first day nothing was held");
    // 100.00 x (21 - 20) and 100 x 20 - 2050; 60.00 x (20.50 - 21) and 860 - 40 x 21.
    assertEquals(brl("100.00"), rows.get(0).held());
    assertEquals(
        new RevaluationRow.Result(ars("100.00"), ars("-50.00")), rows.get(0).result());
    assertEquals(brl("60.00"), rows.get(1).held());
    assertEquals(
        new RevaluationRow.Result(ars("-30.00"), ars("20.00")), rows.get(1).result());
    // No new rate: the last one is still the price.
    assertEquals(new RevaluationRow.Result(zero(), zero()), rows.get(2).result());
    // All together: 60.00 at 20.50 are 1230.00, for which 2050.00 - 860.00 was paid.
    long all = 0;
    for (RevaluationRow row : rows) {
      RevaluationRow.Result result = Objects.requireNonNull(row.result());
      all += result.unrealised().minor() + result.realised().minor();
    }
    assertEquals(123_000 - (205_000 - 86_000), all);
  }

  @Test
  void aPositionAtAClearingHouseIsForeignMoney() {
    ParticipantId house = ParticipantId.ofBic("CHAACHM0");
    AccountId loro = new AccountId(house, UNIT, AR, AccountKind.LORO);
    AccountId nostro = new AccountId(AR, ARS, AR, AccountKind.NOSTRO);
    log.add(new Event.AccountOpened(loro));
    log.add(new Event.AccountOpened(nostro));
    publish(UNIT, "2026-11-01T00:00:00Z", "109.00");
    publish(UNIT, "2026-11-02T00:00:00Z", "110.00");
    // 45.85 XUS are owed for 5000.00 ARS: at yesterday's 109.00 they were worth 4997.65.
    log.at("2026-11-02T12:00:00Z").accept(1, 1, ars("5000.00"), brl("230.75"), null);
    log.settle(
        1, 1, ars("5000.00"), brl("230.75"),
        new Entry(nostro, 500_000, 500_000),
        new Entry(loro, -4_585, -4_585));
    int day = (int) LocalDate.parse("2026-11-02").toEpochDay();
    List<RevaluationRow> rows = project().revaluation(AR, day, day);

    assertEquals(1, rows.size(), "its own money has no price in itself");
    assertEquals(new Money(-4_585, UNIT), rows.getFirst().held());
    // -45.85 x (110 - 109) and 5000.00 - 45.85 x 109.
    assertEquals(
        new RevaluationRow.Result(ars("-45.85"), ars("2.35")), rows.getFirst().result());
  }

  private void publish(String instant, String rate) {
    publish(BRL, instant, rate);
  }

  private void publish(Currency base, String instant, String rate) {
    long fromMs = Instant.parse(instant).toEpochMilli();
    log.at(instant).add(new Event.FixingPublished(fixing(base, rate, fromMs, "PTAX")));
  }
}
