package kontor.server.console;

import kontor.engine.terms.Agreement;
import kontor.readside.AgreementRow;

/// From which day to which something is in force, both included.
///
/// @param isPlanned whether the first day is as written, and not known yet for certain
/// @param untilDay {@link Agreement#OPEN_END} if none
record Period(int fromDay, boolean isPlanned, int untilDay) {

  private static final int NOT_KNOWN = Integer.MAX_VALUE;

  static Period of(AgreementRow row) {
    boolean isPlanned = row.inForceDay() == NOT_KNOWN;
    return new Period(
        isPlanned ? row.frame().fromDay() : row.inForceDay(),
        isPlanned,
        row.endDay() == NOT_KNOWN ? row.frame().untilDay() : row.endDay() - 1);
  }
}
