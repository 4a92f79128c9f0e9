package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import kontor.engine.ChargedFee;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.annex.Penalty;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.junit.jupiter.api.Test;

/// Bills of random payments that settle, wait and expire, against sums in a plain map.
class BillProperty {

  private static final int SEEDS = 12;
  private static final int PAYMENTS = 400;
  private static final long START_MS = 1_790_000_000_000L;
  private static final long SAO_PAULO_MS = 3 * 3_600_000L;
  private static final List<ParticipantId> ALL =
      List.of(ChargeEvents.AR, ChargeEvents.BR, ChargeEvents.A1, ChargeEvents.B1);

  private static final List<Currency> MONEYS = List.of(ChargeEvents.ARS, ChargeEvents.BRL);

  /// Who, month and money.
  private record Key(ParticipantId participant, String month, String currency) {}

  private static final class Sums {
    BigDecimal earned = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;
    BigDecimal deducted = BigDecimal.ZERO;
  }

  @Test
  void totalsAreTheSumsOfWhatSettled() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      check(seed);
    }
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    ChargeEvents log = new ChargeEvents();
    Map<Key, Sums> expected = new LinkedHashMap<>();
    Map<Integer, List<ChargedFee>> waiting = new TreeMap<>();
    long nowMs = START_MS;
    for (int i = 0; i < PAYMENTS; i++) {
      nowMs += random.nextInt(20) * 3_600_000L;
      log.atMs(nowMs);
      Money debit = new Money(1 + random.nextInt(1_000_000), ChargeEvents.ARS);
      Money credit = new Money(1 + random.nextInt(1_000_000), ChargeEvents.BRL);
      log.accept(i, 7, debit, credit, ChargeEvents.FIXING);
      List<ChargedFee> fees = fees(random);
      log.fees(i, credit, fees.toArray(ChargedFee[]::new));
      waiting.put(i, fees);
      if (random.nextInt(5) == 0) {
        Money sum = new Money(1 + random.nextInt(900), any(random, MONEYS));
        ParticipantId who = any(random, ALL);
        log.add(
            new Event.PenaltyCharged(
                7, 1, Penalty.Cause.OVER_LIMIT, who, sum, ChargeEvents.payment(i), 1, "x"));
        Sums sums = add(expected, who, nowMs, sum);
        sums.paid = sums.paid.add(BigDecimal.valueOf(sum.minor(), 2));
      }
      for (Integer number : List.copyOf(waiting.keySet())) {
        switch (random.nextInt(4)) {
          case 0 -> {
            log.settle(number, 7, debit, credit);
            settle(expected, nowMs, Objects.requireNonNull(waiting.remove(number)));
          }
          case 1 -> {
            log.add(
                new Event.PaymentExpired(
                    ChargeEvents.payment(number), Refusal.WAITED_TOO_LONG));
            waiting.remove(number);
          }
          default -> {
            // It waits on.
          }
        }
      }
    }
    compare(seed, random, log.events, expected);
  }

  private static List<ChargedFee> fees(Random random) {
    List<ChargedFee> fees = new ArrayList<>();
    int count = random.nextInt(4);
    for (int rule = 1; rule <= count; rule++) {
      Agent agent = any(random, List.of(Agent.values()));
      fees.add(
          new ChargedFee(
              rule,
              agent,
              agent == Agent.OTHER
                  ? Collection.INVOICED
                  : any(random, List.of(Collection.values())),
              any(random, ALL),
              any(random, ALL),
              new Money(
                  1 + random.nextInt(5000), any(random, MONEYS))));
    }
    return fees;
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static void settle(Map<Key, Sums> expected, long nowMs, List<ChargedFee> fees) {
    for (ChargedFee fee : fees) {
      BigDecimal sum = BigDecimal.valueOf(fee.money().minor(), 2);
      Sums earner = add(expected, fee.earner(), nowMs, fee.money());
      Sums payer = add(expected, fee.payer(), nowMs, fee.money());
      if (fee.collection() == Collection.DEDUCTED) {
        earner.deducted = earner.deducted.add(sum);
      } else {
        earner.earned = earner.earned.add(sum);
        payer.paid = payer.paid.add(sum);
      }
    }
  }

  private static Sums add(
      Map<Key, Sums> expected, ParticipantId who, long nowMs, Money money) {
    return expected.computeIfAbsent(
        new Key(who, month(nowMs), money.currency().code()), key -> new Sums());
  }

  private static String month(long ms) {
    return LocalDate.ofEpochDay(Math.floorDiv(ms - SAO_PAULO_MS, 86_400_000L))
        .toString()
        .substring(0, 7);
  }

  private static void compare(
      long seed, Random random, List<RecordedEvent> events, Map<Key, Sums> expected) {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      ReadDatabase opened = database.open();
      // Cut anywhere, and by a new projector each time, as after a restart.
      for (int from = 0; from < events.size(); ) {
        int until = Math.min(events.size(), from + 1 + random.nextInt(300));
        new Projector(opened, OutboxWriter.NONE).apply(events.subList(from, until));
        from = until;
      }
      Queries queries = new Queries(opened);
      int months = 0;
      LocalDate last = LocalDate.ofEpochDay(events.getLast().timestampMs() / 86_400_000L);
      LocalDate month = LocalDate.ofEpochDay(START_MS / 86_400_000L).withDayOfMonth(1);
      for (; !month.isAfter(last); month = month.plusMonths(1)) {
        months++;
        for (ParticipantId participant : ALL) {
          Bill bill =
              queries.bill(
                  participant,
                  (int) month.toEpochDay(),
                  (int) month.plusMonths(1).minusDays(1).toEpochDay());
          check(seed, bill, month.toString().substring(0, 7), expected);
        }
      }
      assertTrue(months > 3, "the payments go over some months");
      assertTrue(expected.isEmpty(), () -> "seed " + seed + " has no bill of " + expected);
    }
  }

  private static void check(long seed, Bill bill, String month, Map<Key, Sums> expected) {
    for (Bill.Total total : bill.totals()) {
      Currency currency = total.currency();
      Sums sums = expected.remove(new Key(bill.participant(), month, currency.code()));
      String what = "seed " + seed + ": " + bill.participant() + " " + month + " " + currency;
      assertTrue(sums != null, what);
      assertEquals(0, sums.earned.compareTo(total.earned()), what);
      assertEquals(0, sums.paid.compareTo(total.paid()), what);
      assertEquals(0, sums.deducted.compareTo(total.deducted()), what);
      assertEquals(0, sums.earned.subtract(sums.paid).compareTo(total.net()), what);
      BigDecimal lines =
          bill.lines().stream()
              .filter(line -> line.sum().currency().equals(currency))
              .filter(line -> line.kind().collection() == Collection.INVOICED)
              .map(line -> sign(line, bill.participant()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertEquals(0, lines.compareTo(total.net()), what);
    }
  }

  private static BigDecimal sign(ChargeRow line, ParticipantId participant) {
    BigDecimal sum = BigDecimal.valueOf(line.sum().minor(), 2);
    BigDecimal earned =
        participant.equals(line.parties().earner()) ? sum : BigDecimal.ZERO;
    return participant.equals(line.parties().payer()) ? earned.subtract(sum) : earned;
  }
}
