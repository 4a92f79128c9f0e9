package kontor.engine.liquidity;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What happens when its time comes, without a command: in the order of time, then of identity.
public final class DueTimes {

  public enum Kind {
    HOLD,
    PAYMENT,
    CURRENCY,
    CYCLE
  }

  /// @param row number of the hold, payment or currency in its table; of a cycle its agreement
  public record Due(long atMs, long high, long low, Kind kind, int row)
      implements Comparable<Due> {
    /// The close of an agreement's cycle, before what else is due at that instant.
    public static Due ofCycle(int agreement, int day, long closeMs) {
      long low = (long) agreement << 32 | Integer.toUnsignedLong(day);
      return new Due(closeMs, 0, low, Kind.CYCLE, agreement);
    }

    /// Business day of a cycle.
    public int day() {
      return (int) low;
    }

    @Override
    public int compareTo(Due other) {
      if (atMs != other.atMs) {
        return Long.compare(atMs, other.atMs);
      }
      if (high != other.high) {
        return Long.compareUnsigned(high, other.high);
      }
      int byLow = Long.compareUnsigned(low, other.low);
      return byLow != 0 ? byLow : kind.compareTo(other.kind);
    }
  }

  private final TreeSet<Due> dues = new TreeSet<>();

  public void add(Due due) {
    dues.add(due);
  }

  public void remove(Due due) {
    dues.remove(due);
  }

  /// When the next is due, or `Long.MAX_VALUE`.
  public long nextMs() {
    return dues.isEmpty() ? Long.MAX_VALUE : dues.getFirst().atMs();
  }

  /// Takes the next that is due by `nowMs`, or null.
  public @Nullable Due poll(long nowMs) {
    return nextMs() <= nowMs ? dues.pollFirst() : null;
  }

  int size() {
    return dues.size();
  }
}
