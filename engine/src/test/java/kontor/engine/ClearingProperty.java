package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import org.junit.jupiter.api.Test;

/// Banks of three countries pay each other through a clearing house while rates, lines and money
/// come and go. A naive model with BigDecimal says what each payment moves in which book, and of
/// every account what it has, what is set aside on it and who waits for it. After each step the
/// whole ledger is compared with it.
class ClearingProperty {

  private static final long SEED = 20261128;
  private static final int PAYMENTS = 100_000;
  private static final long START_MS = 1_775_044_800_000L;
  private static final long QUEUE_MS = 60_000;
  private static final int VALUE_DAY = LifeScript.day("2026-04-01");
  private static final Currency UNIT = World.currency("XUS");
  private static final List<String> PARTIES = List.of("AR", "BR", "PY");
  private static final List<String> BANKS = List.of("A1", "A2", "B1", "B2", "P1", "P2");

  private static final String FOUNDING =
      """
      define XUS 2
      admit CH INSTITUTION CH
      open AR/N@AR:ARS
      open BR/N@BR:BRL
      open PY/N@PY:PYG
      open AR/L@CH:XUS
      open BR/L@CH:XUS
      open PY/L@CH:XUS
      @2026-03-20T12:00:00Z draft 9 AR,BR,PY 2026-04-01..open
      annex 9 SETTLEMENT 1 2026-04-01..open CLEARING queue 60000
      annex 9 CYCLE 1 2026-04-01..open house CH unit XUS
      annex 9 RATES 1 2026-04-01..open HALF_UP:8 %s
      agree 9 AR
      agree 9 BR
      agree 9 PY
      sign 9 AR
      sign 9 BR
      sign 9 PY
      @2026-04-01T12:00:00Z pass
      """
          .formatted(
              "ARS/BRL BRL/ARS ARS/PYG PYG/ARS BRL/PYG PYG/BRL"
                  + " ARS/XUS XUS/ARS BRL/XUS XUS/BRL PYG/XUS XUS/PYG");

  /// What an account of the model has, in its minor units.
  private static final class Account {
    final boolean isChecked;
    BigDecimal balance = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal line = BigDecimal.ZERO;
    /// Who waits for it, in the order of arrival.
    final List<Waiting> queue = new ArrayList<>();

    Account(boolean isChecked) {
      this.isChecked = isChecked;
    }

    boolean covers(BigDecimal sum) {
      return !isChecked || balance.subtract(held).add(line).compareTo(sum) >= 0;
    }
  }

  /// One sum from one account to another, by their names.
  private record Move(String from, String to, BigDecimal sum) {}

  private record Waiting(PaymentId payment, List<Move> moves, long deadlineMs) {
    Move payer() {
      return moves.getFirst();
    }

    Move atHouse() {
      return moves.get(1);
    }
  }

  private final LifeScript script = new LifeScript(Bounds.DEFAULT);
  private final EngineHarness harness = script.harness();
  private final Gen gen = new Gen(SEED);
  private final TreeMap<String, Account> accounts = new TreeMap<>();
  private final TreeMap<String, BigDecimal> rates = new TreeMap<>();
  private final Map<PaymentId, Waiting> known = new HashMap<>();
  private final TreeMap<String, Integer> seen = new TreeMap<>();
  private long nowMs = START_MS;
  private int serial;

  @Test
  void everyBookIsAsTheModelSays() {
    System.out.println("seed " + SEED);
    FOUNDING.lines().forEach(script::run);
    for (String bank : BANKS) {
      accounts.put(bank + "/S@" + home(bank) + ":" + money(home(bank)), new Account(true));
    }
    for (String party : PARTIES) {
      accounts.put(nostro(party), new Account(false));
      accounts.put(loro(party), new Account(true));
      accounts.put(party + "/T@" + party + ":" + money(party), new Account(false));
    }
    for (int payments = 0; payments < PAYMENTS; ) {
      nowMs += 1 + gen.below(gen.percent(2) ? 20_000 : 300);
      switch (gen.below(20)) {
        case 0 -> publish();
        case 1 -> setLine();
        case 2 -> fund();
        case 3 -> follow(harness.apply(nowMs, new Command.PassTime()));
        default -> {
          pay();
          payments++;
        }
      }
      compare();
      if (serial % 20_000 == 0) {
        harness.restart();
      }
    }
    System.out.println(seen);
    for (String kind : List.of("settled", "queued", "expired", "no rate", "zero", "went on")) {
      assertTrue(seen.getOrDefault(kind, 0) > 100, kind + " is rare: " + seen);
    }
    harness.checkAll();
  }

  private static String home(String bank) {
    return PARTIES.get("ABP".indexOf(bank.charAt(0)));
  }

  private static Currency money(String party) {
    return List.of(World.ARS, World.BRL, World.PYG).get(PARTIES.indexOf(party));
  }

  private static String nostro(String party) {
    return party + "/N@" + party + ":" + money(party);
  }

  private static String loro(String party) {
    return party + "/L@CH:XUS";
  }

  private Account account(String name) {
    Account account = accounts.get(name);
    if (account == null) {
      throw new AssertionError("no such account: " + name);
    }
    return account;
  }

  private void count(String kind) {
    seen.merge(kind, 1, Integer::sum);
  }

  /// Publishes a rate of one direction between two moneys, or of a money in the unit.
  private void publish() {
    Currency base = money(gen.choice(PARTIES));
    Currency other = money(gen.choice(PARTIES));
    Currency quoted = gen.percent(50) || other.equals(base) ? UNIT : other;
    Rate rate = new Rate(1 + gen.below(gen.percent(10) ? 5_000L : 300_000_000L), 8);
    List<Event> events =
        harness.apply(
            nowMs,
            new Command.PublishRate(new Fixing(9, base, quoted, rate, nowMs, "test")));
    assertTrue(events.getLast() instanceof Event.FixingPublished, () -> "not taken: " + events);
    rates.put(base + "/" + quoted, new BigDecimal(BigInteger.valueOf(rate.unscaled()), 8));
    follow(events);
  }

  private void setLine() {
    String account = loro(gen.choice(PARTIES));
    long minor = gen.below(40_000_000L);
    follow(
        harness.apply(
            nowMs, new Command.SetCreditLine(World.account(account), new Money(minor, UNIT))));
  }

  private void fund() {
    String bank = gen.choice(BANKS);
    Currency money = money(home(bank));
    String account = bank + "/S@" + home(bank) + ":" + money;
    long minor = 1 + gen.below(gen.percent(50) ? 1_000_000L : 40_000_000L);
    follow(
        harness.apply(
            nowMs,
            new Command.MoveFunds(
                Script.key("fund " + ++serial),
                World.account(account),
                new Money(minor, money),
                Command.MoveFunds.Direction.IN)));
  }

  private void pay() {
    String payer = gen.choice(BANKS);
    String payee = gen.choice(BANKS.stream().filter(b -> !home(b).equals(home(payer))).toList());
    Currency paid = money(home(payer));
    Currency received = money(home(payee));
    long minor = 1 + gen.below(gen.percent(20) ? 200L : 2_000_000L);
    BigDecimal rate = rates.get(paid + "/" + received);
    BigDecimal inUnit = rates.get(paid + "/" + UNIT);
    String text =
        "pay u%d %s>%s %s %s day %d"
            .formatted(
                ++serial, payer, payee, new Money(minor, paid).decimal(), paid, VALUE_DAY);
    List<Event> events = harness.apply(nowMs, Script.message("m" + serial, List.of(text), 0, 1));
    String foreseen = "";
    BigDecimal credit = BigDecimal.ZERO;
    BigDecimal position = BigDecimal.ZERO;
    if (rate == null) {
      foreseen = "FIXING_MISSING";
    } else {
      credit = converted(minor, paid, rate, received);
      foreseen = credit.signum() == 0 ? "CONVERTED_AMOUNT_ZERO" : "";
    }
    if (foreseen.isEmpty() && inUnit == null) {
      foreseen = "FIXING_MISSING";
    } else if (foreseen.isEmpty() && inUnit != null) {
      position = converted(minor, paid, inUnit, UNIT);
      foreseen = position.signum() == 0 ? "CONVERTED_AMOUNT_ZERO" : "";
    }
    PaymentId payment = Script.payment("u" + serial);
    assertEquals(foreseen, refusal(events), text);
    if (!foreseen.isEmpty()) {
      count(foreseen.equals("FIXING_MISSING") ? "no rate" : "zero");
      follow(events);
      return;
    }
    List<Move> moves =
        List.of(
            new Move(
                payer + "/S@" + home(payer) + ":" + paid, nostro(home(payer)),
                BigDecimal.valueOf(minor)),
            new Move(loro(home(payer)), loro(home(payee)), position),
            new Move(
                nostro(home(payee)), payee + "/S@" + home(payee) + ":" + received, credit));
    known.put(payment, new Waiting(payment, moves, nowMs + QUEUE_MS));
    follow(events);
  }

  /// The exact product, rounded once to the minor units of the target.
  private static BigDecimal converted(
      long minor, Currency from, BigDecimal rate, Currency to) {
    return BigDecimal.valueOf(minor, from.minorDigits())
        .multiply(rate)
        .setScale(to.minorDigits(), RoundingMode.HALF_UP)
        .movePointRight(to.minorDigits())
        .setScale(0, RoundingMode.UNNECESSARY);
  }

  private static String refusal(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.PaymentRejected rejected) {
        return rejected.refusals().getFirst().name();
      }
    }
    return "";
  }

  /// Takes what happened into the model, in its order; each must have been possible just then.
  private void follow(List<Event> events) {
    for (Event event : events) {
      switch (event) {
        case Event.CreditLineSet e ->
            account(World.text(e.account())).line = BigDecimal.valueOf(e.line().minor());
        case Event.FundsMoved e -> {
          String party = World.name(e.account().servicer());
          BigDecimal sum = BigDecimal.valueOf(e.amount().minor());
          Account transit = account(party + "/T@" + party + ":" + money(party));
          Account bank = account(World.text(e.account()));
          transit.balance = transit.balance.subtract(sum);
          bank.balance = bank.balance.add(sum);
        }
        case Event.PaymentSettled e -> settle(waiting(e.payment()), e);
        case Event.PaymentQueued e -> queue(waiting(e.payment()), e);
        case Event.PaymentExpired e -> expire(waiting(e.payment()), e);
        default -> {
          // Rates and what is accepted are foreseen by who sends them.
        }
      }
    }
  }

  private Waiting waiting(PaymentId payment) {
    Waiting waiting = known.get(payment);
    if (waiting == null) {
      throw new AssertionError("it was never accepted, or is over: " + payment);
    }
    return waiting;
  }

  /// Takes it from where it waits, and sets free what was set aside. Only the first of a queue may
  /// go on.
  ///
  /// @return the name of the account for which it waited; empty if it did not wait
  private String leaves(Waiting waiting, boolean goesOn) {
    for (Move move : waiting.moves()) {
      Account account = account(move.from());
      int at = account.queue.indexOf(waiting);
      if (at >= 0) {
        assertTrue(!goesOn || at == 0, () -> "overtakes on " + move.from());
        account.queue.remove(at);
        if (!move.equals(waiting.payer())) {
          Account payer = account(waiting.payer().from());
          payer.held = payer.held.subtract(waiting.payer().sum());
        }
        return move.from();
      }
    }
    return "";
  }

  private void settle(Waiting waiting, Event.PaymentSettled event) {
    String left = leaves(waiting, true);
    count(left.isEmpty() ? "settled" : "went on");
    // Where it waited it was the first; the queues that it had not come to must be empty.
    boolean waitedAtHouse = left.equals(waiting.atHouse().from());
    assertTrue(waitedAtHouse || isFree(waiting.atHouse()), () -> "overtakes: " + waiting);
    assertTrue(!left.isEmpty() || isFree(waiting.payer()), () -> "overtakes: " + waiting);
    List<String> moved = new ArrayList<>();
    for (Move move : waiting.moves()) {
      Account from = account(move.from());
      Account to = account(move.to());
      assertTrue(from.covers(move.sum()), () -> "not covered: " + move);
      from.balance = from.balance.subtract(move.sum());
      to.balance = to.balance.add(move.sum());
      moved.add(move.from() + " " + move.sum().negate() + " " + from.balance);
      moved.add(move.to() + " " + move.sum() + " " + to.balance);
    }
    assertEquals(
        moved,
        event.entries().stream()
            .map(
                entry ->
                    World.text(entry.account()) + " " + entry.amountMinor() + " "
                        + entry.balanceMinor())
            .toList());
    known.remove(waiting.payment());
  }

  private boolean isFree(Move move) {
    return account(move.from()).queue.isEmpty();
  }

  private void queue(Waiting waiting, Event.PaymentQueued event) {
    Account payer = account(waiting.payer().from());
    boolean hasItsTurn = !leaves(waiting, true).isEmpty() || payer.queue.isEmpty();
    boolean isForHouse = hasItsTurn && payer.covers(waiting.payer().sum());
    if (isForHouse) {
      payer.held = payer.held.add(waiting.payer().sum());
    }
    Move lacks = isForHouse ? waiting.atHouse() : waiting.payer();
    Account account = account(lacks.from());
    assertTrue(
        !account.covers(lacks.sum()) || !account.queue.isEmpty(),
        () -> "it waits and need not: " + lacks);
    assertEquals(lacks.from(), World.text(event.awaits()));
    assertEquals(
        isForHouse ? Refusal.CREDIT_LINE_EXCEEDED : Refusal.COVER_MISSING, event.reason());
    account.queue.add(waiting);
    count("queued");
  }

  private void expire(Waiting waiting, Event.PaymentExpired event) {
    assertEquals(Refusal.WAITED_TOO_LONG, event.refusal());
    assertTrue(waiting.deadlineMs() <= nowMs, "it leaves too early");
    assertTrue(!leaves(waiting, false).isEmpty(), "it did not wait");
    known.remove(waiting.payment());
    count("expired");
  }

  /// Every account is as the model says; the house's sum to zero; nobody waits who could go on.
  private void compare() {
    long[] positions = {0};
    harness
        .engine()
        .accounts(
            view -> {
              Account account = accounts.get(World.text(view.account()));
              if (account == null) {
                assertEquals(0, view.balanceMinor(), "moved on " + view.account());
                return;
              }
              assertEquals(account.balance.longValueExact(), view.balanceMinor());
              assertEquals(account.held.longValueExact(), view.heldMinor());
              assertEquals(account.line.longValueExact(), view.lineMinor());
              positions[0] += view.account().currency().equals(UNIT) ? view.balanceMinor() : 0;
            });
    assertEquals(0, positions[0], "the house's accounts do not sum to zero");
    accounts.forEach(
        (name, account) -> {
          if (!account.queue.isEmpty()) {
            Waiting head = account.queue.getFirst();
            Move asked = name.equals(head.payer().from()) ? head.payer() : head.atHouse();
            assertTrue(!account.covers(asked.sum()), () -> "it waits and need not: " + head);
            assertTrue(head.deadlineMs() > nowMs, () -> "it waits too long: " + head);
          }
        });
  }
}
