package kontor.server.console;

import java.util.Locale;
import kontor.engine.annex.AgreementState;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.directory.Standing;
import kontor.readside.RateProposalRow;
import kontor.readside.RedenominationRow;

/// How a state looks: a shape, and a colour that repeats it. The word stands beside.
enum Tone {
  GOOD,
  WAITING,
  BAD,
  OVER;

  static Tone of(AgreementState state) {
    return switch (state) {
      case IN_FORCE -> GOOD;
      case DRAFT, AGREED, SIGNED, RATIFIED -> WAITING;
      case SUSPENDED -> BAD;
      case TERMINATING, TERMINATED -> OVER;
    };
  }

  static Tone of(RateProposalRow.State state) {
    return switch (state) {
      case OPEN -> WAITING;
      case CONFIRMED -> GOOD;
      case DECLINED -> BAD;
      case EXPIRED -> OVER;
    };
  }

  static Tone of(RedenominationRow.State state) {
    return switch (state) {
      case SCHEDULED -> WAITING;
      case DONE -> GOOD;
      case FAILED -> BAD;
      case CANCELLED -> OVER;
    };
  }

  static Tone of(JointCalendar.Kind kind) {
    return switch (kind) {
      case BUSINESS_DAY -> GOOD;
      case HALF_DAY -> WAITING;
      case CLOSED -> OVER;
    };
  }

  static Tone of(CurrencyPage.Use use) {
    return switch (use) {
      case IN_USE -> GOOD;
      case CHANGES -> WAITING;
      case RETIRED -> OVER;
    };
  }

  static Tone of(Standing standing) {
    return switch (standing) {
      case ACTIVE -> GOOD;
      case APPLIED, ADMITTED -> WAITING;
      case RESTRICTED, SUSPENDED -> BAD;
      case WITHDRAWN, REMOVED -> OVER;
    };
  }

  /// Of a standing by its name, as lists carry it.
  static Tone ofStanding(String name) {
    return of(Standing.valueOf(name));
  }

  /// A word for the style.
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }
}
