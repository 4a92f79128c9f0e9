package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.state.Bounds;
import kontor.engine.terms.AccountKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Months of a corridor under the model NET (F25): banks of both sides pay, lines change, cycles
/// close. A naive model, which looks at every payment again for every account, foresees what each
/// cycle settles and carries, and every balance.
class NettingProperty {

  private static final long SEED = 20261206;
  private static final int DAYS = 100;
  private static final int PAYMENTS_A_DAY = 250;
  private static final LocalDate FIRST = LocalDate.parse("2026-05-04");
  private static final long WAIT_MS = 2 * 86_400_000L;
  private static final long DAY_MS = 86_400_000L;
  private static final String LORO_IN_PESOS = "BR/L@AR:ARS";
  private static final String LORO_IN_REAIS = "AR/L@BR:BRL";

  private static final String FOUNDING =
      """
      @2026-04-20T12:00:00Z draft 9 AR,BR 2026-05-04..open
      annex 9 SETTLEMENT 1 2026-05-04..open NET queue 172800000 one ARS
      annex 9 RATES 1 2026-05-04..open HALF_UP:8 ARS/BRL BRL/ARS
      annex 9 CALENDAR 1 2026-05-04..open AR,BR cycle
      agree 9 AR
      agree 9 BR
      sign 9 AR
      sign 9 BR
      """;

  /// A payment as the model has it: what it takes from and brings to which account.
  private record Paid(
      int number,
      String payer,
      String takes,
      long debit,
      String loro,
      String carrier,
      String payee,
      long credit,
      LocalDate day,
      long deadlineMs) {

    Paid on(LocalDate newDay) {
      return new Paid(
          number, payer, takes, debit, loro, carrier, payee, credit, newDay, deadlineMs);
    }
  }

  private final LifeScript script = new LifeScript(Bounds.DEFAULT);
  private final EngineHarness harness = script.harness();
  private final Gen gen = new Gen(SEED);
  private final TreeMap<String, Long> balances = new TreeMap<>();
  private final TreeMap<String, Long> set = new TreeMap<>();
  private final TreeMap<String, Long> lines = new TreeMap<>();
  private final TreeMap<String, List<Paid>> unpaid = new TreeMap<>();
  private final List<Paid> cycle = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private long nowMs;
  private int numbers;
  private int settled;
  private int carried;
  private int expired;
  /// How often a line was lowered below what was set aside with its help.
  private int promised;

  @Test
  void everyCycleIsForeseen() {
    System.out.println("seed " + SEED);
    FOUNDING.lines().forEach(script::run);
    LocalDate day = FIRST;
    for (int i = 0; i < DAYS; i++) {
      day(day);
      day = next(day);
      if (i % 10 == 0) {
        harness.restart();
      }
    }
    harness.checkAll();
    assertTrue(numbers >= 25_000 && settled > 10_000, numbers + " paid, " + settled + " settled");
    assertTrue(carried > 1_000 && expired > 100, carried + " carried, " + expired + " expired");
    assertTrue(promised > 100, promised + " lines lowered below what was set aside");
  }

  private static LocalDate next(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (next.getDayOfWeek() == DayOfWeek.SATURDAY
        || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
      next = next.plusDays(1);
    }
    return next;
  }

  private void day(LocalDate day) {
    pass(day + "T11:59:59.999Z");
    pass(day + "T12:00:00Z");
    script.run("rate 9 ARS BRL 0.04615 " + nowMs);
    script.run("rate 9 BRL ARS 21.66815 " + nowMs);
    for (int i = 0; i < PAYMENTS_A_DAY; i++) {
      switch (gen.below(20)) {
        case 0 -> line(gen.percent(50) ? LORO_IN_PESOS : LORO_IN_REAIS);
        case 1 -> fund(gen.choice(List.of("A1/S@AR:ARS", "A2/S@AR:ARS", "B1/S@BR:BRL")));
        case 2 -> lineOfBank(gen.choice(List.of("A1/S@AR:ARS", "B1/S@BR:BRL")));
        default -> {}
      }
      pay(gen.percent(20) ? next(day) : day);
    }
    close(day);
  }

  private void pass(String time) {
    nowMs = Instant.parse(time).toEpochMilli();
    expire();
    run("@" + time + " pass");
  }

  private void line(String account) {
    long minor = gen.below(account.equals(LORO_IN_PESOS) ? 4_000_000 : 200_000);
    if (lines.getOrDefault(account, 0L) != minor) {
      lines.put(account, minor);
      run("line " + account + " " + new BigDecimal(minor).movePointLeft(2));
    }
  }

  /// Also below what is used of it, or set aside with its help.
  private void lineOfBank(String account) {
    long minor = gen.percent(50) ? 0 : gen.below(account.contains("ARS") ? 6_000_000 : 300_000);
    if (lines.getOrDefault(account, 0L) != minor) {
      lines.put(account, minor);
      promised += available(account) < 0 && set.getOrDefault(account, 0L) > 0 ? 1 : 0;
      drain(account);
      run("line " + account + " " + new BigDecimal(minor).movePointLeft(2));
    }
  }

  /// Who is rich needs no line, and gets nothing.
  private void fund(String account) {
    if (balances.getOrDefault(account, 0L) > 0) {
      return;
    }
    long minor = 1L + gen.below(account.contains("ARS") ? 3_000_000 : 150_000);
    add(balances, account, minor);
    drain(account);
    run("fund " + account + " " + new BigDecimal(minor).movePointLeft(2));
  }

  private static void add(TreeMap<String, Long> to, String account, long minor) {
    to.merge(account, minor, Long::sum);
  }

  private long available(String account) {
    return balances.getOrDefault(account, 0L)
        - set.getOrDefault(account, 0L)
        + lines.getOrDefault(account, 0L);
  }

  private void pay(LocalDate day) {
    int number = ++numbers;
    boolean fromPesos = gen.percent(50);
    String a = gen.percent(50) ? "A1" : "A2";
    String b = gen.percent(50) ? "B1" : "B2";
    long debit = 100L + gen.below(fromPesos ? 400_000 : 20_000);
    BigDecimal rate = new BigDecimal(fromPesos ? "0.04615" : "21.66815");
    long credit =
        new BigDecimal(debit).multiply(rate).setScale(0, RoundingMode.HALF_UP).longValueExact();
    String pesos = a + "/S@AR:ARS";
    String reais = b + "/S@BR:BRL";
    Paid paid =
        new Paid(
            number,
            fromPesos ? a : b,
            fromPesos ? pesos : reais,
            debit,
            fromPesos ? LORO_IN_PESOS : LORO_IN_REAIS,
            fromPesos ? LORO_IN_REAIS : LORO_IN_PESOS,
            fromPesos ? reais : pesos,
            credit,
            day,
            (day.toEpochDay() + 1) * DAY_MS + DAY_MS / 2 + WAIT_MS);
    List<Paid> before = unpaid.getOrDefault(paid.takes, List.of());
    if (!before.isEmpty() || available(paid.takes) < debit) {
      unpaid.computeIfAbsent(paid.takes, key -> new ArrayList<>()).add(paid);
      expected.add("queued u" + number + " COVER_MISSING");
    } else {
      enter(paid);
    }
    run(
        "pay u%d %s>%s %s %s day %s"
            .formatted(
                number,
                fromPesos ? a : b,
                fromPesos ? b : a,
                new BigDecimal(debit).movePointLeft(2),
                fromPesos ? "ARS" : "BRL",
                day));
  }

  private void enter(Paid paid) {
    add(set, paid.takes, paid.debit);
    cycle.add(paid);
    expected.add("queued u" + paid.number + " AWAITS_CYCLE");
  }

  private void drain(String account) {
    List<Paid> waiting = unpaid.getOrDefault(account, new ArrayList<>());
    while (!waiting.isEmpty()) {
      Paid head = waiting.getFirst();
      if (head.deadlineMs <= nowMs) {
        expired++;
        expected.add("expired u" + head.number);
      } else if (available(account) >= head.debit) {
        enter(head);
      } else {
        return;
      }
      waiting.removeFirst();
    }
  }

  private void expire() {
    while (true) {
      Paid first = null;
      List<Paid> all = new ArrayList<>(cycle);
      unpaid.values().forEach(all::addAll);
      for (Paid paid : all) {
        boolean isEarlier =
            first == null
                || paid.deadlineMs < first.deadlineMs
                || paid.deadlineMs == first.deadlineMs && paid.number < first.number;
        first = isEarlier ? paid : first;
      }
      if (first == null || first.deadlineMs > nowMs) {
        return;
      }
      if (cycle.remove(first)) {
        add(set, first.takes, -first.debit);
      } else {
        unpaid.getOrDefault(first.takes, List.of()).remove(first);
      }
      expired++;
      expected.add("expired u" + first.number);
      drain(first.takes);
    }
  }

  private void close(LocalDate day) {
    List<Paid> settling = new ArrayList<>();
    TreeSet<Integer> left = new TreeSet<>();
    cycle.stream().filter(paid -> !paid.day.isAfter(day)).forEach(settling::add);
    @Nullable String lacking = lacking(settling);
    while (lacking != null) {
      for (int i = settling.size() - 1; i >= 0; i--) {
        if (settling.get(i).carrier.equals(lacking)) {
          left.add(settling.remove(i).number);
          break;
        }
      }
      lacking = lacking(settling);
    }
    nowMs = Instant.parse(day + "T20:00:00Z").toEpochMilli();
    expected.add("closed " + settling.size() + " and " + left.size());
    LinkedHashSet<String> woken = new LinkedHashSet<>();
    cycle.removeIf(paid -> !paid.day.isAfter(day) && !left.contains(paid.number));
    for (Paid paid : settling) {
      add(set, paid.takes, -paid.debit);
      add(balances, paid.takes, -paid.debit);
      add(balances, paid.loro, paid.debit);
      add(balances, paid.carrier, -paid.credit);
      add(balances, paid.payee, paid.credit);
      woken.add(paid.payee);
      expected.add("settled u" + paid.number);
    }
    for (int i = 0; i < cycle.size(); i++) {
      Paid paid = cycle.get(i);
      if (left.contains(paid.number)) {
        cycle.set(i, paid.on(next(day)));
        expected.add("moved u" + paid.number + " to " + next(day));
      }
    }
    settled += settling.size();
    carried += left.size();
    woken.forEach(this::drain);
    run("@" + day + "T20:00:00Z pass");
    harness.engine().accounts(
        view ->
            assertEquals(
                List.of(
                    balances.getOrDefault(World.text(view.account()), 0L),
                    set.getOrDefault(World.text(view.account()), 0L)),
                view.account().kind() == AccountKind.IN_TRANSIT
                    ? List.of(0L, 0L)
                    : List.of(view.balanceMinor(), view.heldMinor()),
                World.text(view.account())));
  }

  /// The account that lacks most to the left among those of the world.
  private @Nullable String lacking(List<Paid> settling) {
    for (String account : List.of(LORO_IN_PESOS, LORO_IN_REAIS)) {
      long net = 0;
      for (Paid paid : settling) {
        net += paid.loro.equals(account) ? paid.debit : 0;
        net -= paid.carrier.equals(account) ? paid.credit : 0;
      }
      if (net < 0 && available(account) + net < 0) {
        return account;
      }
    }
    return null;
  }

  private void run(String line) {
    List<String> actual = new ArrayList<>();
    for (Event event : script.apply(line)) {
      switch (event) {
        case Event.PaymentQueued e ->
            actual.add("queued u" + e.payment().low() + " " + e.reason());
        case Event.PaymentSettled e -> actual.add("settled u" + e.payment().low());
        case Event.PaymentExpired e -> actual.add("expired u" + e.payment().low());
        case Event.PaymentRejected e ->
            actual.add("rejected u" + e.order().payment().low() + " " + e.refusals());
        case Event.CycleClosed e -> actual.add("closed " + e.settled() + " and " + e.carried());
        case Event.CommandRefused e -> actual.add("refused " + e.refusal());
        case Event.Governed(_, CalendarEvent.PaymentRedated e) ->
            actual.add(
                "moved u" + e.payment().low() + " to " + LocalDate.ofEpochDay(e.newDay()));
        default -> {
          // Says nothing of payments.
        }
      }
    }
    assertEquals(expected, actual, line);
    expected.clear();
  }
}
