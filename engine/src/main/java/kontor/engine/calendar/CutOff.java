package kontor.engine.calendar;

/// A cut-off can be moved for a price (AFAQ): asked for before it comes, approved by the operator,
/// charged by started half hours.
public final class CutOff {

  /// No extension is longer than a day.
  public static final int EXTENSION_MINUTES_MAX = 24 * 60;

  private static final int PART_MINUTES = 30;
  private static final long MINUTE_MS = 60_000;

  /// What became of a request.
  public enum Decision {
    EXTENDED,
    /// Asked for when the cut-off had come.
    TOO_LATE,
    NOT_APPROVED,
    /// Less than a minute, or more than a day.
    MINUTES_INVALID,
    /// The price does not fit into a sum.
    PRICE_TOO_LARGE
  }

  /// @param penaltyMinor price of each started half hour
  public record Request(
      long requestedAtMs, int minutes, boolean isApproved, long cutOffMs, long penaltyMinor) {}

  /// @param cutOffMs the cut-off that holds now
  /// @param chargeMinor what the extension costs; 0 unless it was given
  public record Extension(Decision decision, long cutOffMs, long chargeMinor) {}

  private CutOff() {}

  public static Extension extend(Request request) {
    Decision decision = decide(request);
    return decision == Decision.EXTENDED
        ? new Extension(
            decision,
            request.cutOffMs() + request.minutes() * MINUTE_MS,
            request.penaltyMinor() * startedHalfHours(request.minutes()))
        : new Extension(decision, request.cutOffMs(), 0);
  }

  private static Decision decide(Request request) {
    if (request.minutes() < 1 || request.minutes() > EXTENSION_MINUTES_MAX) {
      return Decision.MINUTES_INVALID;
    }
    if (request.requestedAtMs() >= request.cutOffMs()) {
      return Decision.TOO_LATE;
    }
    if (!request.isApproved()) {
      return Decision.NOT_APPROVED;
    }
    int parts = startedHalfHours(request.minutes());
    return request.penaltyMinor() < 0 || request.penaltyMinor() > Long.MAX_VALUE / parts
        ? Decision.PRICE_TOO_LARGE
        : Decision.EXTENDED;
  }

  private static int startedHalfHours(int minutes) {
    return (minutes + PART_MINUTES - 1) / PART_MINUTES;
  }
}
