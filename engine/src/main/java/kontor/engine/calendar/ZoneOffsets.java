package kontor.engine.calendar;

import java.util.List;

/// How far a time zone is from UTC, and when that changes, as one release of the time-zone
/// database says (F03). It enters the log as data, because nodes may hold different releases:
/// a local time is turned into an instant by this table alone, never by a node's own.
///
/// @param tzdbVersion release of the database, such as `2025b`
/// @param firstOffsetSeconds in force before the first transition
/// @param transitions by time
/// @param coveredUntilSecond end of what the table knows, seconds since 1970
public record ZoneOffsets(
    String zone,
    String tzdbVersion,
    int firstOffsetSeconds,
    List<Transition> transitions,
    long coveredUntilSecond) {

  /// The zone is not known at that time: a newer table is needed.
  public static final long NOT_COVERED = Long.MIN_VALUE;
  public static final int TRANSITIONS_MAX = 4096;
  public static final int OFFSET_SECONDS_MAX = 18 * 3600;
  public static final int SECONDS_PER_DAY = 86_400;

  /// @param atSecond seconds since 1970 from which the offset holds
  public record Transition(long atSecond, int offsetSeconds) {}

  /// The day of an instant in UTC.
  public static int dayOf(long ms) {
    return (int) Math.clamp(Math.floorDiv(ms, SECONDS_PER_DAY * 1000L), 0, Integer.MAX_VALUE);
  }

  /// Whether a local time exists once, never or twice. The code is written to the log and never
  /// changes.
  public enum Local {
    ONCE(1),
    /// The clock jumps over it.
    IN_GAP(2),
    /// The clock shows it twice.
    IN_OVERLAP(3);

    private final int code;

    Local(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  public ZoneOffsets {
    transitions = List.copyOf(transitions);
    if (transitions.size() > TRANSITIONS_MAX) {
      throw new IllegalArgumentException("a zone has at most 4096 transitions");
    }
    checkOffset(firstOffsetSeconds);
    for (int i = 0; i < transitions.size(); i++) {
      checkOffset(transitions.get(i).offsetSeconds());
      if (i > 0 && transitions.get(i - 1).atSecond() >= transitions.get(i).atSecond()) {
        throw new IllegalArgumentException("transitions are in the order of time");
      }
    }
  }

  private static void checkOffset(int seconds) {
    if (Math.abs(seconds) > OFFSET_SECONDS_MAX) {
      throw new IllegalArgumentException("an offset is at most 18 hours");
    }
  }

  /// The instant of a local time, seconds since 1970. A time that the clock jumps over becomes
  /// the first instant after the jump; of a time that it shows twice the earlier is taken.
  ///
  /// @return {@link #NOT_COVERED} beyond the end of the table
  public long instantSecond(int day, int secondOfDay) {
    long local = (long) day * SECONDS_PER_DAY + secondOfDay;
    long instant = search(local);
    return instant < coveredUntilSecond ? instant : NOT_COVERED;
  }

  /// When a local day begins, seconds since 1970: like {@link #instantSecond}, and beyond the end
  /// of the table by its last offset.
  public long beginSecond(long day) {
    return search(day * SECONDS_PER_DAY);
  }

  private long search(long local) {
    long candidate = local - firstOffsetSeconds;
    for (Transition transition : transitions) {
      if (candidate < transition.atSecond()) {
        return candidate;
      }
      candidate = local - transition.offsetSeconds();
      if (candidate < transition.atSecond()) {
        // Too late for the old offset, too early for the new one: the clock jumps over it.
        return transition.atSecond();
      }
    }
    return candidate;
  }

  public Local local(int day, int secondOfDay) {
    long local = (long) day * SECONDS_PER_DAY + secondOfDay;
    int times = 0;
    int offset = firstOffsetSeconds;
    long from = Long.MIN_VALUE;
    for (Transition transition : transitions) {
      times += isWithin(local - offset, from, transition.atSecond());
      offset = transition.offsetSeconds();
      from = transition.atSecond();
    }
    times += isWithin(local - offset, from, Long.MAX_VALUE);
    return times == 0 ? Local.IN_GAP : times == 1 ? Local.ONCE : Local.IN_OVERLAP;
  }

  private static int isWithin(long instant, long from, long before) {
    return instant >= from && instant < before ? 1 : 0;
  }

  /// The local day at an instant; the offset is that of the table's last transition if the
  /// instant is beyond its end.
  public int dayAt(long second) {
    int offset = firstOffsetSeconds;
    for (Transition transition : transitions) {
      if (transition.atSecond() > second) {
        break;
      }
      offset = transition.offsetSeconds();
    }
    return Math.toIntExact(Math.floorDiv(second + offset, (long) SECONDS_PER_DAY));
  }
}
