package kontor.readside;

/// A pair that had no confirmed rate in time for a day, and what came of it (F08).
///
/// @param standing {@link #UNCONFIRMED}, or the rung of the waterfall that was taken
public record PairDayRow(
    int agreement,
    int day,
    String one,
    String other,
    String standing,
    String reason,
    long timestampMs) {

  public static final String UNCONFIRMED = "UNCONFIRMED";
}
