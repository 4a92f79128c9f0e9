package kontor.engine.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Refusal;
import kontor.engine.annex.Eligibility;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import org.jspecify.annotations.Nullable;

/// What was accepted for each value date, by agreement and class, in each currency (F05).
///
/// A payment takes its room when it is accepted. What is refused takes none; what leaves the queue
/// unsettled gives its room back; what is moved to another value date takes it along. Sums are
/// dropped {@link Bounds#DAY_SUMS_KEPT_DAYS} after their day. In a new unit of money the sums of
/// what settled are divided once as one sum, and those of what waits each by itself, as the
/// payments are: so giving back leaves nothing over.
final class DaySums {

  private static final long DAY_MS = 86_400_000;
  private static final OperationClass[] OPERATIONS = OperationClass.values();

  /// Room that a payment takes.
  ///
  /// @param operation as it was stated; `ANY` if it was not
  /// @param sums one for each of its currencies
  record Counted(int day, int agreement, OperationClass operation, List<Money> sums) {
    Counted {
      sums = List.copyOf(sums);
    }
  }

  private record Key(int day, int agreement, OperationClass operation, Currency currency)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      if (day != other.day) {
        return Integer.compare(day, other.day);
      }
      if (agreement != other.agreement) {
        return Integer.compare(agreement, other.agreement);
      }
      int byClass = operation.compareTo(other.operation);
      return byClass != 0 ? byClass : currency.compareTo(other.currency);
    }
  }

  private final TreeMap<Key, Long> sums = new TreeMap<>();
  /// What of it belongs to payments that wait, by their rows.
  private final TreeMap<Integer, Counted> waiting = new TreeMap<>();

  /// What was accepted under an agreement for a day. A day that is over has no room left.
  Eligibility.Accepted on(int agreement, int day, long nowMs) {
    return isOver(day, nowMs)
        ? (operation, currency) -> Long.MAX_VALUE
        : (operation, currency) ->
            sums.getOrDefault(new Key(day, agreement, operation, currency), 0L);
  }

  private static boolean isOver(int day, long nowMs) {
    return day + (long) Bounds.DAY_SUMS_KEPT_DAYS < Math.floorDiv(nowMs, DAY_MS);
  }

  /// Why a payment cannot be counted; null if it can.
  @Nullable Refusal check(Counted counted, long nowMs) {
    if (isOver(counted.day(), nowMs)) {
      return null;
    }
    int added = 0;
    for (Money sum : counted.sums()) {
      Long known = sums.get(key(counted, sum));
      added += known == null ? 1 : 0;
      if (known != null && known > Bounds.AMOUNT_MAX - sum.minor()) {
        return Refusal.AMOUNT_TOO_LARGE;
      }
    }
    return sums.size() + added > Bounds.DAY_SUMS_MAX ? Refusal.TABLE_FULL : null;
  }

  private static Key key(Counted counted, Money sum) {
    return new Key(counted.day(), counted.agreement(), counted.operation(), sum.currency());
  }

  /// A payment is accepted.
  void add(Counted counted, long nowMs) {
    if (!isOver(counted.day(), nowMs)) {
      counted.sums().forEach(sum -> sums.merge(key(counted, sum), sum.minor(), Long::sum));
    }
  }

  /// One that was added waits.
  void await(int row, Counted counted) {
    waiting.put(row, counted);
  }

  /// One that waited has settled.
  void settle(int row) {
    waiting.remove(row);
  }

  /// One that waited leaves unsettled.
  void leave(int row) {
    Counted counted = waiting.remove(row);
    if (counted != null) {
      takeOff(counted);
    }
  }

  private void takeOff(Counted counted) {
    for (Money sum : counted.sums()) {
      Key key = key(counted, sum);
      Long known = sums.get(key);
      if (known != null && known == sum.minor()) {
        sums.remove(key);
      } else if (known != null) {
        sums.put(key, known - sum.minor());
      }
    }
  }

  /// One that waits has another value date. It was accepted, so no ceiling stops it there.
  void redate(int row, int day, long nowMs) {
    Counted counted = waiting.get(row);
    if (counted != null) {
      takeOff(counted);
      Counted moved =
          within(new Counted(day, counted.agreement(), counted.operation(), counted.sums()));
      add(moved, nowMs);
      waiting.put(row, moved);
    }
  }

  /// As much of it as there is room for. What is left out is beyond every ceiling anyway.
  private Counted within(Counted counted) {
    List<Money> kept = new ArrayList<>();
    int keys = sums.size();
    for (Money sum : counted.sums()) {
      Long known = sums.get(key(counted, sum));
      keys += known == null ? 1 : 0;
      long room = Bounds.AMOUNT_MAX - (known == null ? 0 : known);
      if (room > 0 && (known != null || keys <= Bounds.DAY_SUMS_MAX)) {
        kept.add(new Money(Math.min(sum.minor(), room), sum.currency()));
      }
    }
    return new Counted(counted.day(), counted.agreement(), counted.operation(), kept);
  }

  /// Sums in the old unit become sums in the new one.
  void redenominate(Redenomination unit) {
    waiting.values().forEach(this::takeOff);
    for (Key old : List.copyOf(sums.keySet())) {
      if (old.currency().equals(unit.from())) {
        Long minor = sums.remove(old);
        add(
            new Key(old.day(), old.agreement(), old.operation(), unit.to()),
            restated(unit, minor == null ? 0 : minor));
      }
    }
    waiting.replaceAll((row, counted) -> restated(unit, counted));
    waiting
        .values()
        .forEach(
            counted -> counted.sums().forEach(sum -> add(key(counted, sum), sum.minor())));
  }

  private void add(Key key, long minor) {
    long sum = sums.getOrDefault(key, 0L);
    sums.put(key, Math.min(Bounds.AMOUNT_MAX, sum + minor));
  }

  private static Counted restated(Redenomination unit, Counted counted) {
    List<Money> now = new ArrayList<>();
    for (Money sum : counted.sums()) {
      now.add(
          sum.currency().equals(unit.from())
              ? new Money(restated(unit, sum.minor()), unit.to())
              : sum);
    }
    return new Counted(counted.day(), counted.agreement(), counted.operation(), now);
  }

  /// A sum that does not fit the new unit is above every ceiling.
  private static long restated(Redenomination unit, long minor) {
    long now = unit.minor(minor);
    return now == Redenomination.DOES_NOT_FIT
        ? Bounds.AMOUNT_MAX
        : Math.min(Bounds.AMOUNT_MAX, now);
  }

  /// Days that can no longer be paid are forgotten.
  void passTime(long nowMs) {
    while (!sums.isEmpty() && isOver(sums.firstKey().day(), nowMs)) {
      sums.pollFirstEntry();
    }
  }

  void writeTo(StateWriter writer) {
    writer.putInt(sums.size());
    sums.forEach(
        (key, minor) -> {
          writer.putInt(key.day());
          writer.putInt(key.agreement());
          writer.putInt(key.operation().code());
          writer.putMoney(new Money(minor, key.currency()));
        });
    writer.putInt(waiting.size());
    waiting.forEach(
        (row, counted) -> {
          writer.putInt(row);
          writer.putInt(counted.day());
          writer.putInt(counted.agreement());
          writer.putInt(counted.operation().code());
          writer.putAll(counted.sums(), StateWriter::putMoney);
        });
  }

  void readFrom(StateReader reader) {
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      int day = reader.getInt();
      int agreement = reader.getInt();
      OperationClass operation = reader.getCoded(OPERATIONS, OperationClass::code);
      Money sum = reader.getMoney();
      sums.put(new Key(day, agreement, operation, sum.currency()), sum.minor());
    }
    int waits = reader.getCount();
    for (int i = 0; i < waits; i++) {
      waiting.put(
          reader.getInt(),
          new Counted(
              reader.getInt(),
              reader.getInt(),
              reader.getCoded(OPERATIONS, OperationClass::code),
              reader.getAll(StateReader::getMoney)));
    }
  }

  /// @param payments to see which of them wait
  void checkInvariants(PaymentTable payments) {
    Invariants.check(
        sums.size() <= Bounds.DAY_SUMS_MAX, "too many sums of days", "sums", sums.size());
    TreeMap<Key, Long> left = new TreeMap<>(sums);
    waiting.forEach(
        (row, counted) -> {
          Invariants.check(
              !payments.state(row).isFinal(), "room is kept for what is over", "payment", row);
          counted.sums()
              .forEach(
                  sum ->
                      left.computeIfPresent(
                          key(counted, sum), (key, minor) -> minor - sum.minor()));
        });
    left.forEach(
        (key, minor) ->
            Invariants.check(
                minor >= 0 && sums.getOrDefault(key, 0L) <= Bounds.AMOUNT_MAX,
                "a day has accepted less than waits for it",
                "day",
                key.day()));
  }
}
