package kontor.server.governance;

import kontor.engine.annex.AnnexKind;
import kontor.readside.AgreementDetails;
import kontor.readside.AnnexRow;
import org.jspecify.annotations.Nullable;

/// Which version of an annex holds on a value date (F01): of those that every party signed the one
/// that began last, if its own end has not come.
public final class Holding {

  private Holding() {}

  public static boolean isInForce(AgreementDetails details, int day) {
    return details.agreement().inForceDay() <= day && day < details.agreement().endDay();
  }

  /// @return null if none holds, or the agreement is not in force on that day
  public static @Nullable AnnexRow of(AgreementDetails details, AnnexKind kind, int day) {
    AnnexRow latest = null;
    int latestFrom = Integer.MIN_VALUE;
    for (AnnexRow row : details.annexes()) {
      Integer from = row.holdsFrom();
      boolean isBegun =
          row.annex().kind() == kind && from != null && from <= day
              && from <= row.annex().untilDay();
      if (isBegun && from != null && from >= latestFrom) {
        latest = row;
        latestFrom = from;
      }
    }
    boolean holds =
        latest != null && isInForce(details, day) && day <= latest.annex().untilDay();
    return holds ? latest : null;
  }
}
