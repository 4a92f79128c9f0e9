package kontor.benchmark;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.Snapshot;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A new unit of money in one step of the core: accounts with balances and lines, and payments
/// that wait, all in the old unit. Each run starts from the same snapshot; in every second one a
/// snapshot is under way, so that each part of the state is copied before it is changed. The
/// first run finds cold code, as a node does.
@picocli.CommandLine.Command(
    name = "kontor bench redenomination",
    header = "A new unit of money, in one step.",
    description = {
      "The bar: one million accounts and 200,000 waiting payments in at most 2 s, with books",
      "balanced before and after. Exit code 1 if any run is slower or anything is not balanced.",
      "Example: ./kontor bench redenomination --accounts 1000000 --payments 200000 --json",
      ""
    },
    mixinStandardHelpOptions = true)
final class RedenominationBenchmark implements Callable<Integer> {

  private static final int INSTITUTIONS = 64;
  private static final int ORDERS_PER_MESSAGE = 1_000;
  private static final long DAY_MS = 86_400_000L;
  private static final int DAY = 18_901;
  private static final long BAR_MS = 2_000;
  private static final double NANOS_PER_MS = 1e6;
  private static final Currency VES = new Currency("VES", 2);
  private static final Currency VED = new Currency("VED", 2);
  private static final Currency RUB = new Currency("RUB", 2);
  private static final FourEyes BY = new FourEyes("bench maker", "bench checker");

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Accounts of books. Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--payments",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Payments that wait. Default: ${DEFAULT-VALUE}.")
  private int payments;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "6",
      description = "How often. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  private long position;
  private long state = 20_211_001;

  /// @param frozen whether a snapshot was under way
  private record Run(double millis, boolean frozen, CurrencyEvent.Redenominated event) {}

  @Override
  public Integer call() {
    if (accounts < INSTITUTIONS || payments < 0 || runs < 1) {
      System.err.println("--accounts is 64 or more, --payments 0 or more, --runs 1 or more");
      return 2;
    }
    byte[] snapshot = bytes(filled());
    List<Run> all = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      all.add(run(snapshot, run % 2 == 1));
    }
    boolean isFast = all.stream().allMatch(run -> run.millis() <= BAR_MS);
    print(all, snapshot.length);
    return isFast ? 0 : 1;
  }

  private Run run(byte[] snapshot, boolean frozen) {
    Engine engine = Engine.readFrom(source(snapshot));
    engine.checkInvariants();
    Snapshot.@Nullable Frozen kept = frozen ? engine.freeze() : null;
    List<Event> events = new ArrayList<>();
    long start = System.nanoTime();
    engine.apply(Long.MAX_VALUE, DAY * DAY_MS, new Command.PassTime(), events::add);
    double millis = (System.nanoTime() - start) / NANOS_PER_MS;
    if (kept != null) {
      kept.release();
    }
    // Each book sums to zero, and what is held is what its items say; else it throws.
    engine.checkInvariants();
    for (Event event : events) {
      if (event instanceof Event.Governed(_, CurrencyEvent.Redenominated happened)) {
        return new Run(millis, frozen, happened);
      }
    }
    throw new IllegalStateException("it did not happen: " + events);
  }

  private Engine filled() {
    Engine engine = new Engine();
    for (Currency currency : List.of(VES, VED, RUB)) {
      apply(engine, new Command.DefineCurrency(currency));
    }
    int owners = (accounts + INSTITUTIONS - 1) / INSTITUTIONS;
    List<ParticipantId> institutions = new ArrayList<>();
    for (int i = 0; i < INSTITUTIONS; i++) {
      institutions.add(admit(engine, "INST", i, ParticipantKind.INSTITUTION, null));
    }
    ParticipantId partner = admit(engine, "PART", 0, ParticipantKind.INSTITUTION, null);
    ParticipantId payee = admit(engine, "PAYE", 0, ParticipantKind.DIRECT_BANK, partner);
    open(engine, partner, RUB, payee, AccountKind.SETTLEMENT);
    List<ParticipantId> banks = new ArrayList<>();
    for (int i = 0; i < owners; i++) {
      banks.add(
          admit(
              engine, "BANK", i, ParticipantKind.DIRECT_BANK, institutions.get(i % INSTITUTIONS)));
    }
    openAll(engine, institutions, banks);
    for (int i = 0; i < INSTITUTIONS; i++) {
      ParticipantId institution = institutions.get(i);
      open(engine, institution, VES, partner, AccountKind.LORO);
      open(engine, partner, RUB, institution, AccountKind.LORO);
      apply(engine, new Command.EnterAgreement(agreement(i + 1, institution, partner)));
      apply(
          engine,
          new Command.PublishRate(new Fixing(i + 1, RUB, VES, Rate.of("56000"), 0, "bench")));
    }
    payAll(engine, banks, payee);
    apply(
        engine,
        new Command.Govern(
            BY,
            new CurrencyChange.ScheduleRedenomination(
                new RedenominationPlan(
                    new Redenomination(VES, VED, Rate.of("1000000"), Rounding.HALF_UP),
                    Prices.AT_LEAST_ONE,
                    "UTC",
                    DAY,
                    30,
                    OldCode.MEANS_NEW))));
    return engine;
  }

  private void openAll(
      Engine engine, List<ParticipantId> institutions, List<ParticipantId> banks) {
    int opened = 0;
    for (int bank = 0; bank < banks.size(); bank++) {
      for (int i = 0; i < INSTITUTIONS && opened < accounts; i++) {
        AccountId account =
            open(engine, institutions.get(i), VES, banks.get(bank), AccountKind.SETTLEMENT);
        opened++;
        apply(
            engine,
            new Command.MoveFunds(
                new Key(1, opened),
                account,
                new Money(1 + below(100_000_000_000L), VES),
                Command.MoveFunds.Direction.IN));
        apply(
            engine, new Command.SetCreditLine(account, new Money(below(1_000_000_000L), VES)));
      }
    }
  }

  /// Each asks for more than its bank has, and its sum is stated in the payee's money.
  private void payAll(Engine engine, List<ParticipantId> banks, ParticipantId payee) {
    for (int first = 0; first < payments; first += ORDERS_PER_MESSAGE) {
      List<Command.Instruction> orders = new ArrayList<>();
      for (int i = first; i < Math.min(payments, first + ORDERS_PER_MESSAGE); i++) {
        ParticipantId bank = banks.get(i % banks.size());
        long roubles = 3_000_000L + below(1_000_000_000L);
        orders.add(
            new Command.Instruction.Pay(
                new PaymentOrder(
                    new PaymentId(2, i + 1),
                    i - first,
                    new Digest(3, i, 0, 0),
                    Key.NONE,
                    Key.NONE,
                    new PaymentOrder.Route(bank, bank, payee),
                    new PaymentOrder.Amounts(
                        new Money(roubles * 56_000, VES), new Money(roubles, RUB), null, null),
                    new PaymentOrder.Timing(DAY - 1, Priority.NORMAL, 0))));
      }
      apply(
          engine,
          new Command.ReceiveMessage(
              new Command.Envelope(
                  new Digest(4, first, 0, 0), null, Key.NONE, 8, 0, 1, orders.size()),
              orders,
              new byte[0]));
    }
  }

  private static Agreement agreement(int id, ParticipantId institution, ParticipantId partner) {
    RoundingProfile profile = new RoundingProfile(Rounding.HALF_UP, 5);
    return new Agreement(
        id,
        1,
        0,
        Agreement.OPEN_END,
        SettlementModel.RECIPROCAL,
        new AgreementParties(institution, VES, partner, RUB, null),
        new AgreementTerms(
            profile, profile, Rounding.HALF_UP, List.of(), List.of(), 30 * DAY_MS));
  }

  private ParticipantId admit(
      Engine engine,
      String name,
      int number,
      ParticipantKind kind,
      @Nullable ParticipantId institution) {
    char[] letters = new char[4];
    int rest = number;
    for (int i = letters.length - 1; i >= 0; i--) {
      letters[i] = (char) ('A' + rest % 26);
      rest /= 26;
    }
    ParticipantId id = ParticipantId.ofBic(name + new String(letters));
    apply(engine, new Command.AdmitParticipant(id, kind, institution == null ? id : institution));
    return id;
  }

  private AccountId open(
      Engine engine,
      ParticipantId servicer,
      Currency currency,
      ParticipantId owner,
      AccountKind kind) {
    AccountId account = new AccountId(servicer, currency, owner, kind);
    apply(engine, new Command.OpenAccount(account));
    return account;
  }

  private void apply(Engine engine, Command command) {
    engine.apply(
        ++position,
        DAY * DAY_MS - 1_000,
        command,
        event -> {
          boolean isWrong =
              event instanceof Event.CommandRefused
                  || event instanceof Event.GovernanceRefused
                  || event instanceof Event.PaymentRejected
                  || event instanceof Event.PaymentSettled;
          if (isWrong) {
            throw new IllegalStateException("setting up went wrong: " + event);
          }
        });
  }

  /// Numbers from a seed, the same for ever.
  private long below(long bound) {
    state += 0x9e37_79b9_7f4a_7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return ((mixed ^ (mixed >>> 31)) >>> 1) % bound;
  }

  private static byte[] bytes(Engine engine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 28);
    engine.writeTo((bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  private static Snapshot.Source source(byte[] snapshot) {
    ByteBuffer from = ByteBuffer.wrap(snapshot);
    return (bytes, length) -> from.get(bytes, 0, length);
  }

  private void print(List<Run> all, int snapshotBytes) {
    CurrencyEvent.Redenominated event = all.getFirst().event();
    int count = event.books().stream().mapToInt(BookTotals::accounts).sum();
    double slowest = all.stream().mapToDouble(Run::millis).max().orElse(0);
    BigInteger before = BigInteger.ZERO;
    BigInteger after = BigInteger.ZERO;
    long rounding = 0;
    for (BookTotals book : event.books()) {
      before = before.add(number(book.creditsBefore()));
      after = after.add(number(book.creditsAfter()));
      rounding += book.roundingMinor();
    }
    if (!json) {
      System.out.printf(
          Locale.ROOT,
          "%d accounts of %d books and %d payments in one step: slowest of %d runs %.0f ms%n",
          count, event.books().size(), event.payments(), all.size(), slowest);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "{\"benchmark\":\"redenomination\",\"accounts\":%d,\"books\":%d,\"payments\":%d,"
            + "\"slowestMs\":%.1f,\"barMs\":%d,\"runs\":[%s],\"creditsBeforeMinor\":%s,"
            + "\"creditsAfterMinor\":%s,\"roundingMinor\":%d,\"balancedBeforeAndAfter\":true,"
            + "\"snapshotBytes\":%d,\"machine\":%s}%n",
        count, event.books().size(), event.payments(), slowest, BAR_MS,
        all.stream()
            .map(
                run ->
                    String.format(
                        Locale.ROOT,
                        "{\"ms\":%.1f,\"snapshotUnderWay\":%b}",
                        run.millis(), run.frozen()))
            .collect(Collectors.joining(",")),
        before, after, rounding, snapshotBytes, PaymentsBenchmark.machine());
  }

  private static BigInteger number(Wide wide) {
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(wide.high()).putLong(wide.low());
    return new BigInteger(1, bytes);
  }
}
