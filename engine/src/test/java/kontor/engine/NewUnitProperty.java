package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Command.MoveFunds.Direction;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.state.Bounds;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.junit.jupiter.api.Test;

/// Books of any contents and a new unit of any kind, against decimal arithmetic of any length:
/// every balance, line, hold and waiting payment is the old one divided and rounded once, and each
/// book sums to zero with its rounding account.
class NewUnitProperty {

  private static final long SEED = 20_211_001;
  private static final int WORLDS = 1_500;
  private static final int SUMS_AT_LEAST = 100_000;

  private static final long DAY_MS = 86_400_000L;
  private static final int DAY = 19_060;
  private static final Currency OTHER = new Currency("OTH", 2);
  /// The cuts of the bolivar, of Turkey, Belarus and the franc, and of moneys that joined the euro.
  private static final List<String> FACTORS =
      List.of(
          "1000", "100000", "1000000", "10000", "100", "65", "239.640", "0.4293", "0.585274",
          "6.55957", "1936.27", "13.7603", "340.750", "1");

  private record Given(long balance, long held, long line) {}

  private long sums;

  @Test
  void everySumIsDividedAndRoundedOnce() {
    Gen gen = new Gen(SEED);
    for (int world = 0; world < WORLDS; world++) {
      new Country(gen, world).run();
    }
    assertTrue(sums >= SUMS_AT_LEAST, "sums checked: " + sums);
  }

  private final class Country {
    private final Gen gen;
    private final int number;
    private final EngineHarness harness = new EngineHarness();
    private final Currency from;
    private final Currency to;
    private final Rate factor;
    private final Rounding rounding;
    private final List<ParticipantId> institutions = new ArrayList<>();
    private final List<ParticipantId> banks = new ArrayList<>();
    /// What is held by account, item by item, and what waits by payment.
    private final TreeMap<AccountId, List<Long>> items = new TreeMap<>();

    private final TreeMap<Long, Long> waiting = new TreeMap<>();
    private int references;

    Country(Gen gen, int number) {
      this.gen = gen;
      this.number = number;
      from = new Currency("OLD", gen.below(5));
      to = new Currency("NEW", gen.below(5));
      factor =
          gen.percent(70)
              ? Rate.of(gen.choice(FACTORS))
              : new Rate(1 + gen.ofAnyLength(30), gen.below(7));
      rounding =
          gen.choice(List.of(Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.UP, Rounding.DOWN));
    }

    private String seen(String what) {
      return "seed %d, world %d, %s/%d to %d digits %s: %s"
          .formatted(SEED, number, factor, from.minorDigits(), to.minorDigits(), rounding, what);
    }

    private BigDecimal exact(long minor) {
      return BigDecimal.valueOf(minor, from.minorDigits());
    }

    /// The naive way: digits as long as they come, one rounding.
    private long now(long minor) {
      RoundingMode mode =
          switch (rounding) {
            case HALF_UP -> RoundingMode.HALF_UP;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
            case UP -> RoundingMode.UP;
            case DOWN -> RoundingMode.DOWN;
            case FIVE_STEP -> throw new AssertionError("not for sums");
          };
      return exact(minor)
          .divide(BigDecimal.valueOf(factor.unscaled(), factor.scale()), to.minorDigits(), mode)
          .unscaledValue()
          .longValueExact();
    }

    /// Whether the sum has room in the new unit; those that have not are another test's.
    private boolean fits(long minor) {
      return exact(minor)
              .divide(
                  BigDecimal.valueOf(factor.unscaled(), factor.scale()),
                  to.minorDigits(),
                  RoundingMode.UP)
              .unscaledValue()
              .bitLength()
          < 50;
    }

    private long sum() {
      long minor = 1 + gen.ofAnyLength(45);
      while (!fits(minor)) {
        minor = 1 + minor / 1000;
      }
      return minor;
    }

    void run() {
      found();
      fill();
      if (number % 50 == 0) {
        harness.restart();
      }
      TreeMap<AccountId, Given> before = given(from);
      List<Event> events = harness.apply(DAY * DAY_MS, new Command.PassTime());
      dropLeft(events);
      CurrencyEvent.Redenominated event = redenominated(events);
      assertEquals(waiting.size(), event.payments(), seen("payments that wait"));
      check(before, withoutSettled(given(to), events), event);
      settle();
      if (number % 50 == 0) {
        harness.checkAll();
      } else {
        harness.engine().checkInvariants();
      }
    }

    private void found() {
      harness.apply(0, new Command.DefineCurrency(from));
      harness.apply(0, new Command.DefineCurrency(to));
      harness.apply(0, new Command.DefineCurrency(OTHER));
      for (int i = 0; i < 4; i++) {
        ParticipantId institution = ParticipantId.ofBic("INST" + (char) ('A' + i) + "AAA");
        harness.apply(
            0,
            new Command.AdmitParticipant(
                institution, ParticipantKind.INSTITUTION, institution));
        institutions.add(institution);
        for (int j = 0; j < 4; j++) {
          ParticipantId bank =
              ParticipantId.ofBic("BANK" + (char) ('A' + i) + (char) ('A' + j) + "AA");
          harness.apply(
              0, new Command.AdmitParticipant(bank, ParticipantKind.DIRECT_BANK, institution));
          banks.add(bank);
          open(institution, bank, AccountKind.SETTLEMENT, i == 1 ? OTHER : from);
        }
      }
      open(institutions.get(0), institutions.get(1), AccountKind.LORO, from);
      open(institutions.get(1), institutions.get(0), AccountKind.LORO, OTHER);
      harness.apply(0, new Command.EnterAgreement(agreement()));
      harness.apply(
          0,
          new Command.PublishRate(new Fixing(1, OTHER, from, new Rate(3, 0), 0, "test")));
      // The partner's line is no obstacle.
      harness.apply(
          0,
          new Command.SetCreditLine(
              new AccountId(
                  institutions.get(1), OTHER, institutions.get(0), AccountKind.LORO),
              new Money(Bounds.AMOUNT_MAX, OTHER)));
      harness.apply(
          0,
          new Command.Govern(
              Script.BY,
              new CurrencyChange.ScheduleRedenomination(
                  new RedenominationPlan(
                      new Redenomination(from, to, factor, rounding),
                      Prices.ROUNDED,
                      "UTC",
                      DAY,
                      0,
                      OldCode.REFUSED))));
    }

    private void open(
        ParticipantId servicer, ParticipantId owner, AccountKind kind, Currency currency) {
      harness.apply(0, new Command.OpenAccount(new AccountId(servicer, currency, owner, kind)));
    }

    private Agreement agreement() {
      RoundingProfile profile = new RoundingProfile(Rounding.HALF_UP, 5);
      return new Agreement(
          1,
          1,
          0,
          Agreement.OPEN_END,
          SettlementModel.RECIPROCAL,
          new AgreementParties(institutions.get(0), from, institutions.get(1), OTHER, null),
          new AgreementTerms(
              profile, profile, Rounding.HALF_UP, List.of(), List.of(), 10 * DAY_MS));
    }

    /// Money, lines, holds, and payments that wait for more money than there is.
    private void fill() {
      long nowMs = DAY * DAY_MS - 1000;
      for (AccountId account : given(from).keySet()) {
        if (account.kind() != AccountKind.IN_TRANSIT) {
          long sum = sum();
          fund(nowMs, account, sum);
          if (gen.percent(50)) {
            harness.apply(
                nowMs, new Command.SetCreditLine(account, new Money(sum(), from)));
          }
          hold(nowMs, account, sum);
        }
      }
      for (int i = 0; i < 30; i++) {
        pay(nowMs, 1 + i);
      }
    }

    private void fund(long nowMs, AccountId account, long minor) {
      harness.apply(
          nowMs,
          new Command.MoveFunds(
              new Key(number, ++references),
              account,
              new Money(minor, account.currency()),
              Direction.IN));
    }

    private void hold(long nowMs, AccountId account, long most) {
      long left = most;
      for (int i = 0; i < 3 && left > 0; i++) {
        long minor = 1 + gen.below(left);
        left -= minor;
        harness.apply(
            nowMs,
            new Command.PlaceHold(
                new Key(number, ++references),
                account,
                new Money(minor, from),
                nowMs + 10 * DAY_MS));
        items.computeIfAbsent(account, id -> new ArrayList<>()).add(minor);
      }
    }

    /// Stated in the payee's money, three old units for one of his.
    private void pay(long nowMs, long id) {
      long wanted = 1 + gen.below(1_000_000L);
      long debit =
          BigDecimal.valueOf(wanted, 2)
              .multiply(BigDecimal.valueOf(3))
              .setScale(from.minorDigits(), RoundingMode.HALF_UP)
              .unscaledValue()
              .longValueExact();
      if (debit == 0 || !fits(debit)) {
        return;
      }
      List<Event> events = harness.apply(nowMs, payment(id, debit, wanted));
      if (events.stream().anyMatch(Event.PaymentQueued.class::isInstance)) {
        waiting.put(id, debit);
      }
    }

    private Command payment(long id, long debit, long wanted) {
      Command.ReceiveMessage template =
          (Command.ReceiveMessage)
              Script.message("u" + id, List.of("pay u" + id + " A1>B1 1.00 ARS"), 0, 1);
      var order = ((Command.Instruction.Pay) template.instructions().getFirst()).order();
      ParticipantId bank = banks.get(gen.below(4));
      return new Command.ReceiveMessage(
          template.envelope(),
          List.of(
              new Command.Instruction.Pay(
                  new kontor.engine.terms.PaymentOrder(
                      order.payment(),
                      0,
                      order.content(),
                      order.instructionKey(),
                      order.transactionKey(),
                      new kontor.engine.terms.PaymentOrder.Route(bank, bank, banks.get(4)),
                      new kontor.engine.terms.PaymentOrder.Amounts(
                          new Money(debit, from), new Money(wanted, OTHER), null, null),
                      order.timing()))),
          template.evidence());
    }

    private TreeMap<AccountId, Given> given(Currency currency) {
      TreeMap<AccountId, Given> all = new TreeMap<>();
      harness
          .engine()
          .accounts(
              view -> {
                if (view.account().currency().equals(currency)) {
                  all.put(
                      view.account(),
                      new Given(view.balanceMinor(), view.heldMinor(), view.lineMinor()));
                }
              });
      return all;
    }

    /// What would be worth nothing left before.
    private void dropLeft(List<Event> events) {
      for (Event event : events) {
        if (event instanceof Event.PaymentExpired(var payment, var refusal)) {
          Long debit = waiting.remove(payment.low());
          assertTrue(debit != null && now(debit) == 0, seen("left " + debit));
          assertEquals(Refusal.CONVERTED_AMOUNT_ZERO, refusal);
        }
      }
    }

    private CurrencyEvent.Redenominated redenominated(List<Event> events) {
      for (Event event : events) {
        if (event instanceof Event.Governed(_, CurrencyEvent.Redenominated happened)) {
          return happened;
        }
      }
      throw new AssertionError(seen("did not happen: " + events));
    }

    private void check(
        TreeMap<AccountId, Given> before,
        TreeMap<AccountId, Given> after,
        CurrencyEvent.Redenominated event) {
      TreeMap<ParticipantId, Long> totals = new TreeMap<>();
      before.forEach(
          (id, old) -> {
            AccountId moved = new AccountId(id.servicer(), to, id.owner(), id.kind());
            Given now = after.get(moved);
            long held =
                items.getOrDefault(id, List.of()).stream().mapToLong(this::now).sum();
            assertEquals(new Given(now(old.balance()), held, now(old.line())), now, seen("" + id));
            totals.merge(id.servicer(), now(old.balance()), Long::sum);
            sums += 2 + items.getOrDefault(id, List.of()).size();
          });
      totals.forEach(
          (servicer, total) -> {
            AccountId rounding = new AccountId(servicer, to, servicer, AccountKind.ROUNDING);
            long difference = after.containsKey(rounding) ? after.get(rounding).balance() : 0;
            // Old balances sum to zero, and so does what zero becomes.
            assertEquals(0, total + difference, seen("book of " + servicer));
          });
      assertEquals(totals.size(), event.books().size());
      event
          .books()
          .forEach(
              book ->
                  assertEquals(
                      -totals.getOrDefault(book.servicer(), 0L),
                      book.roundingMinor(),
                      seen("rounding of " + book.servicer())));
    }

    /// Rounding may have given a payment the cover it lacked; then it settled at once.
    private TreeMap<AccountId, Given> withoutSettled(
        TreeMap<AccountId, Given> after, List<Event> events) {
      for (Event event : events) {
        if (event instanceof Event.PaymentSettled(var payment, _, var entries)) {
          Long debit = waiting.remove(payment.low());
          assertTrue(
              debit != null && now(debit) == -entries.getFirst().amountMinor(),
              seen("settled at once: " + debit));
          for (Entry entry : entries) {
            after.computeIfPresent(
                entry.account(),
                (id, old) ->
                    new Given(old.balance() - entry.amountMinor(), old.held(), old.line()));
          }
        }
      }
      return after;
    }

    /// With money enough, each payment that waited moves the sum that became of it.
    private void settle() {
      TreeMap<Long, Long> settled = new TreeMap<>();
      for (int bank = 0; bank < 4; bank++) {
        AccountId account =
            new AccountId(institutions.get(0), to, banks.get(bank), AccountKind.SETTLEMENT);
        List<Event> events =
            harness.apply(
                DAY * DAY_MS + 1,
                new Command.MoveFunds(
                    new Key(number, ++references),
                    account,
                    new Money(1L << 55, to),
                    Direction.IN));
        for (Event event : events) {
          if (event instanceof Event.PaymentSettled(var payment, var conversion, var entries)) {
            settled.put(payment.low(), -entries.getFirst().amountMinor());
            assertEquals(conversion.debit().minor(), -entries.getFirst().amountMinor());
            assertEquals(to, conversion.debit().currency());
          }
        }
      }
      TreeMap<Long, Long> expected = new TreeMap<>();
      waiting.forEach((id, debit) -> expected.put(id, now(debit)));
      assertEquals(expected, settled, seen("settled"));
      sums += settled.size();
    }
  }
}
