package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import kontor.engine.RecordedEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every query gives over a random stream what {@link ReadModel} finds by walking over it.
class QueriesProperty {

  private static final int COMMANDS = 150;
  private static final int ALL = Queries.LIMIT_MAX;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyQueryAgreesWithTheModel(long seed) {
    List<RecordedEvent> events = EventStream.of(seed, COMMANDS);
    ReadModel model = new ReadModel(events);
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      new Projector(database.open(), ReadModel.REPORTER).apply(events);
      Queries queries = new Queries(database.open());

      assertEquals(model.health(), queries.health());
      assertEquals(EventStream.CURRENCIES, queries.currencies());
      assertEquals(model.participants(), queries.participants());
      checkBooks(model, queries);
      checkRates(model, queries);
      checkPayments(model, queries);
      checkLists(model, queries, new Random(seed));
      checkDays(model, queries);
      checkMessages(model, queries);
      checkOutbox(model, queries);
      assertEquals(model.ledgerTotals(), queries.ledgerTotals());
    }
  }

  private static void checkBooks(ReadModel model, Queries queries) {
    List<AccountRow> fromBooks = new ArrayList<>();
    for (BookRow book : queries.books()) {
      assertEquals(
          book.accounts(), queries.accounts(book.servicer(), book.currency().code()));
      fromBooks.addAll(book.accounts());
    }
    assertEquals(model.accountIds().stream().map(model::account).toList(), fromBooks);
    for (AccountId id : model.accountIds()) {
      assertEquals(model.account(id), queries.account(id));
      assertEquals(model.holds(id), queries.holds(id));
      List<EntryRow> entries =
          model.entries().reversed().stream().filter(e -> e.account().equals(id)).toList();
      assertEquals(entries, queries.entries(id, ALL));
      assertEquals(entries.stream().limit(3).toList(), queries.entries(id, 3));
    }
    assertEquals(model.positions(), queries.positions());
  }

  private static void checkRates(ReadModel model, Queries queries) {
    Set<Long> instants = new TreeSet<>(Set.of(0L, Long.MAX_VALUE));
    for (FixingRow row : model.fixings()) {
      instants.add(row.fixing().effectiveFromMs() - 1);
      instants.add(row.fixing().effectiveFromMs());
    }
    for (long instant : instants) {
      assertEquals(model.rates(instant), queries.rates(instant));
    }
    List<FixingRow> history =
        model.fixings().reversed().stream()
            .filter(row -> row.fixing().base().equals(EventStream.ARS))
            .sorted((x, y) ->
                Long.compare(y.fixing().effectiveFromMs(), x.fixing().effectiveFromMs()))
            .toList();
    assertEquals(history, queries.rateHistory(2, "ARS", "CLP", ALL));
  }

  private static void checkPayments(ReadModel model, Queries queries) {
    List<OutboxRow> outbox = model.outbox();
    for (PaymentRow payment : model.payments()) {
      PaymentId id = payment.payment();
      PaymentDetails details = queries.payment(id);
      assertNotNull(details);
      assertEquals(payment, details.payment());
      assertEquals(model.timeline(id), details.timeline());
      assertEquals(
          model.entries().stream().filter(e -> id.equals(e.payment())).toList(),
          details.entries());
      assertEquals(model.message(payment.origin().message()).message(), details.message());
      assertEquals(
          text(outbox.stream().filter(row -> id.equals(row.payment())).toList()),
          text(details.outbox()));
    }
    assertNull(queries.payment(new PaymentId(0, 0)));
    for (RefusedInstructionRow row : model.refusedInstructions()) {
      PaymentId id = row.payment();
      if (id != null) {
        assertEquals(List.of(row), queries.refusedInstructions(id));
      }
    }
  }

  private static void checkLists(ReadModel model, Queries queries, Random random) {
    for (int i = 0; i < 60; i++) {
      PaymentFilter filter =
          new PaymentFilter(
              random.nextBoolean() ? null : PaymentState.values()[random.nextInt(6)],
              random.nextBoolean() ? null : random.nextBoolean() ? "ARS" : "CLP",
              random.nextBoolean() ? null : EventStream.BANKS.get(1).get(random.nextInt(2)),
              random.nextBoolean() ? null : day(EventStream.START_MS) + random.nextInt(3),
              random.nextBoolean() ? null : (long) random.nextInt(200),
              1 + random.nextInt(40));
      assertEquals(model.payments(filter), queries.payments(filter), filter::toString);
    }
    // Page after page is the whole list.
    List<PaymentRow> paged = new ArrayList<>();
    PaymentPage page = queries.payments(PaymentFilter.newest(7));
    paged.addAll(page.payments());
    while (page.next() != null) {
      page = queries.payments(new PaymentFilter(null, null, null, null, page.next(), 7));
      paged.addAll(page.payments());
    }
    assertEquals(model.payments().reversed(), paged);
    assertEquals(model.payments(), queries.everyPayment(0, ALL));
  }

  private static void checkDays(ReadModel model, Queries queries) {
    int first = day(EventStream.START_MS);
    int last = day(model.health().timestampMs());
    for (int day = first - 1; day <= last + 1; day++) {
      assertEquals(model.paymentsByState(day), queries.paymentsByState(day));
      assertEquals(model.turnover(day, day), queries.turnover(day, day));
    }
    assertEquals(model.turnover(first + 1, last), queries.turnover(first + 1, last));
    List<CurrencyShareRow> shares = queries.currencyShares(first, last);
    assertEquals(1000, shares.stream().mapToInt(CurrencyShareRow::sharePermille).sum());
    for (CurrencyShareRow share : shares) {
      long legs =
          model.turnover(first, last).stream()
              .filter(row -> row.sum().currency().code().equals(share.currency()))
              .mapToLong(TurnoverRow::payments)
              .sum();
      assertEquals(legs, share.legs());
    }
  }

  private static int day(long timestampMs) {
    return (int) Math.floorDiv(timestampMs, 86_400_000L);
  }

  private static void checkMessages(ReadModel model, Queries queries) {
    for (Digest digest : model.digests()) {
      assertEquals(model.message(digest), queries.message(digest));
      assertArrayEquals(model.evidence(digest), queries.evidence(digest));
    }
    assertNull(queries.message(new Digest(0, 0, 0, 0)));
    assertNull(queries.evidence(new Digest(0, 0, 0, 0)));
  }

  private static void checkOutbox(ReadModel model, Queries queries) {
    List<OutboxRow> outbox = model.outbox();
    for (List<ParticipantId> banks : EventStream.BANKS) {
      ParticipantId bank = banks.getFirst();
      List<OutboxRow> all =
          outbox.stream().filter(row -> row.to().equals(bank)).toList();
      assertEquals(text(all), text(queries.outbox(bank, -1, ALL)));
      // Taken in small steps, each after the last position seen, nothing is missed or doubled.
      List<OutboxRow> taken = new ArrayList<>();
      List<OutboxRow> some = queries.outbox(bank, -1, 1);
      while (!some.isEmpty()) {
        taken.addAll(some);
        some = queries.outbox(bank, some.getLast().at().position(), 1);
      }
      assertEquals(text(all), text(taken));
    }
  }

  private static List<String> text(List<OutboxRow> rows) {
    return rows.stream()
        .map(
            row ->
                String.join(
                    "|",
                    row.at().toString(),
                    Integer.toString(row.ordinal()),
                    row.to().bic(),
                    row.kind(),
                    String.valueOf(row.payment()),
                    HexFormat.of().formatHex(row.bytes()),
                    Boolean.toString(row.acknowledged())))
        .toList();
  }
}
