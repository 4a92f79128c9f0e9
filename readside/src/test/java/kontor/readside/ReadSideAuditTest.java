package kontor.readside;

import static kontor.engine.terms.PaymentState.EXPIRED;
import static kontor.engine.terms.PaymentState.QUEUED;
import static kontor.engine.terms.PaymentState.REJECTED;
import static kontor.engine.terms.PaymentState.SETTLED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.RecordedEvent;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The read side against the core itself: equal after random days, and each kind of damage named.
class ReadSideAuditTest {

  private static final ParticipantId A = EventStream.INSTITUTIONS.get(0);
  private static final ParticipantId B = EventStream.INSTITUTIONS.get(1);
  private static final Currency ARS = EventStream.ARS;
  private static final Currency BRL = EventStream.BRL;
  private static final Currency ARN = new Currency("ARN", 2);
  private static final int VALUE_DAY = 20_370;
  private static final long DAY_MS = 86_400_000L;

  private final Engine engine = new Engine();
  private final List<RecordedEvent> events = new ArrayList<>();
  private long position;
  private long timestampMs = EventStream.START_MS;
  /// A's money: ARS, until it gets a new unit.
  private Currency money = ARS;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void afterARandomDayTheReadSideIsWhatTheCoreHolds(long seed) {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      day(new Random(seed), 300);
      new Projector(database.open(), OutboxWriter.NONE).apply(events);

      assertNull(new ReadSideAudit(database.open()).firstDifference(engine));
      Queries queries = new Queries(database.open());
      for (PaymentState state : List.of(SETTLED, QUEUED, REJECTED, EXPIRED)) {
        PaymentFilter filter = new PaymentFilter(state, null, null, null, null, 1);
        assertFalse(queries.payments(filter).payments().isEmpty(), state::name);
      }
    }
  }

  /// Both sides divide for themselves, by the same function.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42, 43, 44, 45, 46, 47, 48})
  void aNewUnitIsTheSameOnBothSides(long seed) {
    Random random = new Random(seed);
    newUnit(random, List.of("1000", "7", "0.4293", "239.640").get((int) seed % 4));
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Projector projector = new Projector(database.open(), OutboxWriter.NONE);
      for (int from = 0; from < events.size(); ) {
        int until = Math.min(events.size(), from + 1 + random.nextInt(40));
        projector.apply(events.subList(from, until));
        from = until;
      }

      assertNull(new ReadSideAudit(database.open()).firstDifference(engine));
      Queries queries = new Queries(database.open());
      RedenominationRow.Standing row = queries.redenominations().getFirst().standing();
      assertEquals(RedenominationRow.State.DONE, row.state());
      assertEquals(1, row.books().size());
      assertTrue(row.payments() > 0 && row.holds() > 0, "something waits and something is held");
      AccountId account = settlement(A, ARN, EventStream.BANKS.get(0).get(0));
      List<EntryRow> statement = queries.entries(account, 1000);
      assertEquals(
          List.of(ARN, ARS),
          statement.stream().map(entry -> entry.account().currency()).distinct().toList(),
          "the old scale goes on behind the new one");
      assertEquals(
          queries.accounts(A, "ARN").size(),
          queries.accounts(A, "ARS").size()
              + (row.books().getFirst().rounding().minor() == 0 ? 0 : 1));
    }
  }

  /// Traffic, a new unit for ARS at midnight, and traffic in both codes.
  private void newUnit(Random random, String factor) {
    timestampMs = (VALUE_DAY + 1) * DAY_MS - 500_000;
    found();
    apply(new Command.DefineCurrency(ARN));
    apply(
        new Command.Govern(
            new FourEyes("M. Sousa", "C. Lima"),
            new CurrencyChange.ScheduleRedenomination(
                new RedenominationPlan(
                    new Redenomination(ARS, ARN, Rate.of(factor), Rounding.HALF_UP),
                    RedenominationPlan.Prices.ROUNDED,
                    "UTC",
                    VALUE_DAY + 1,
                    5,
                    RedenominationPlan.OldCode.REFUSED))));
    apply(
        new Command.PlaceHold(
            new Key(5, 1),
            settlement(A, ARS, EventStream.BANKS.get(0).get(1)),
            new Money(12_345, ARS),
            timestampMs + 9_000_000));
    traffic(random, 0, 120, 4_000);
    timestampMs = (VALUE_DAY + 1) * DAY_MS;
    apply(new Command.PassTime());
    money = ARN;
    traffic(random, 120, 240, 4_000);
  }

  @Test
  void anEventThatIsMissingIsFound() {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      day(new Random(31), 100);
      new Projector(database.open(), OutboxWriter.NONE)
          .apply(events.subList(0, events.size() - 60));

      assertNotNull(new ReadSideAudit(database.open()).firstDifference(engine));
    }
  }

  @Test
  void everyKindOfDamageIsNamed() {
    day(new Random(32), 120);
    check(
        """
        UPDATE accounts SET balance_minor = balance_minor + 1 WHERE number = 2 | balance
        UPDATE accounts SET held_minor = held_minor - 1 WHERE number = 2       | held
        UPDATE accounts SET line_minor = 7 WHERE number = 3                    | line
        DELETE FROM accounts WHERE number = 4                                  | existence
        UPDATE payments SET state = 'EXPIRED' WHERE state = 'SETTLED'          | state
        UPDATE payments SET refusals = 'NO_AGREEMENT' WHERE state = 'SETTLED'  | refusals
        UPDATE payments SET credit_minor = credit_minor + 1                    | conversion
        UPDATE payments SET ended_position = 1 WHERE state = 'SETTLED'         | position
        UPDATE payments SET ended_ms = 1 WHERE state = 'SETTLED'               | time
        UPDATE payments SET uetr = 'x' || uetr WHERE number = 3                | existence
        """);
  }

  private void check(String table) {
    for (String line : table.lines().toList()) {
      String statement = line.substring(0, line.lastIndexOf('|')).strip();
      String field = line.substring(line.lastIndexOf('|') + 1).strip();
      try (TemporaryDatabase database = new TemporaryDatabase()) {
        new Projector(database.open(), OutboxWriter.NONE).apply(events);
        database.open().writer().execute(statement);
        database.open().writer().commit();

        ReadSideAudit.Difference difference =
            new ReadSideAudit(database.open()).firstDifference(engine);

        assertNotNull(difference, statement);
        assertEquals(field, difference.field(), statement);
      }
    }
  }

  private void apply(Command command) {
    position += 64;
    int[] index = {0};
    engine.apply(
        position,
        timestampMs,
        command,
        event -> events.add(new RecordedEvent(position, index[0]++, timestampMs, event)));
  }

  private void day(Random random, int payments) {
    found();
    traffic(random, 0, payments, 60_000);
  }

  private void traffic(Random random, int from, int until, int stepMs) {
    for (int i = from; i < until; i++) {
      timestampMs += random.nextInt(stepMs);
      switch (random.nextInt(8)) {
        case 0 -> apply(
            new Command.MoveFunds(
                new Key(9, i),
                settlement(A, money, EventStream.BANKS.get(0).get(0)),
                new Money(1 + random.nextInt(400_000), money),
                random.nextInt(4) == 0
                    ? Command.MoveFunds.Direction.OUT
                    : Command.MoveFunds.Direction.IN));
        case 1 -> apply(
            new Command.PlaceHold(
                new Key(8, i),
                settlement(B, BRL, EventStream.BANKS.get(1).get(0)),
                new Money(1 + random.nextInt(50_000), BRL),
                timestampMs + 300_000));
        case 2 -> apply(
            new Command.SetCreditLine(
                loro(B, BRL, A), new Money(random.nextInt(300_000), BRL)));
        default -> pay(random, i);
      }
    }
  }

  private void found() {
    apply(new Command.DefineCurrency(ARS));
    apply(new Command.DefineCurrency(BRL));
    for (ParticipantId institution : List.of(A, B)) {
      apply(
          new Command.AdmitParticipant(
              institution, ParticipantKind.INSTITUTION, institution));
    }
    for (int i = 0; i < 2; i++) {
      ParticipantId institution = EventStream.INSTITUTIONS.get(i);
      Currency currency = EventStream.CURRENCIES.get(i);
      for (ParticipantId bank : EventStream.BANKS.get(i)) {
        apply(new Command.AdmitParticipant(bank, ParticipantKind.DIRECT_BANK, institution));
        apply(new Command.OpenAccount(settlement(institution, currency, bank)));
        apply(
            new Command.MoveFunds(
                new Key(7, bank.packed()),
                settlement(institution, currency, bank),
                new Money(500_000, currency),
                Command.MoveFunds.Direction.IN));
      }
      ParticipantId partner = EventStream.INSTITUTIONS.get(1 - i);
      apply(new Command.OpenAccount(loro(institution, currency, partner)));
      apply(
          new Command.SetCreditLine(
              loro(institution, currency, partner), new Money(200_000, currency)));
    }
    RoundingProfile profile = new RoundingProfile(Rounding.HALF_EVEN, 5);
    apply(
        new Command.EnterAgreement(
            new Agreement(
                1,
                1,
                VALUE_DAY - 10,
                Agreement.OPEN_END,
                SettlementModel.RECIPROCAL,
                new AgreementParties(A, ARS, B, BRL, null),
                new AgreementTerms(
                    profile, profile, Rounding.HALF_UP, List.of(), List.of(), 600_000))));
    apply(
        new Command.PublishFixing(
            1, Rate.of("250.00"), Rate.of("100.00"), timestampMs, "BCAR/DAILY"));
  }

  private void pay(Random random, int serial) {
    int a = random.nextInt(2);
    List<ParticipantId> payers = EventStream.BANKS.get(a);
    List<ParticipantId> payees = EventStream.BANKS.get(1 - a);
    ParticipantId payer = payers.get(random.nextInt(2));
    ParticipantId payee = random.nextInt(20) == 0 ? payer : payees.get(random.nextInt(2));
    // Every now and then an old number with other content.
    int number = random.nextInt(12) == 0 ? serial / 2 : serial;
    PaymentOrder order =
        new PaymentOrder(
            new PaymentId(77, number),
            0,
            new Digest(serial, 1, 2, 3),
            Key.NONE,
            Key.NONE,
            new PaymentOrder.Route(payer, payer, payee),
            new PaymentOrder.Amounts(
                new Money(random.nextInt(150_000), moneyOf(a, serial)),
                null, null, null),
            new PaymentOrder.Timing(VALUE_DAY, Priority.NORMAL, 0));
    apply(
        new Command.ReceiveMessage(
            new Command.Envelope(
                new Digest(serial, 5, 6, 7), payer, new Key(6, serial), 1, 0, 1, 1),
            List.of(new Command.Instruction.Pay(order)),
            new byte[] {1, 2, 3}));
  }

  /// After a new unit came, every third still writes the old code.
  private Currency moneyOf(int institution, int serial) {
    Currency currency = EventStream.CURRENCIES.get(institution);
    return currency.equals(ARS) && serial % 3 != 0 ? money : currency;
  }

  private static AccountId settlement(
      ParticipantId servicer, Currency currency, ParticipantId bank) {
    return new AccountId(servicer, currency, bank, AccountKind.SETTLEMENT);
  }

  private static AccountId loro(ParticipantId servicer, Currency currency, ParticipantId owner) {
    return new AccountId(servicer, currency, owner, AccountKind.LORO);
  }
}
