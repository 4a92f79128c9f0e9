package kontor.readside;

import org.jspecify.annotations.Nullable;

/// Where a fixing came from, and until when it holds (F08).
///
/// @param rung {@link #PRIMARY}, or the rung of the waterfall that was taken
/// @param day the business day for which it is, days since 1970-01-01
/// @param proposal null of a fallback
public record RateOriginRow(
    String rung, int day, long untilMs, @Nullable Integer proposal, String reason) {

  public static final String PRIMARY = "PRIMARY";
}
