package kontor.engine.agreement;

import java.util.List;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// What the desk must know of agreements and of their days (F01, F03).
public interface RateTerms {

  long NEVER = Long.MAX_VALUE;

  /// What is signed about rates for a day; null under an agreement that says nothing of them.
  @Nullable Rates rates(int agreement, int day);

  /// What is signed about penalties for a day; null if nothing is.
  default AgreedFees.@Nullable InForce fees(int agreement, int day) {
    return null;
  }

  /// Who must approve; none if the agreement is unknown.
  List<ParticipantId> parties(int agreement);

  /// The joint business days; null if the agreement names no calendars, or one is not known.
  @Nullable JointCalendar calendar(int agreement, int day);

  /// When a local day begins.
  long startOfDayMs(int agreement, int day);

  /// The local day at an instant.
  int dayAt(int agreement, long ms);

  /// The moment of the day's grid by which rates are approved; {@link #NEVER} if there is none.
  long approvalMs(int agreement, int day);
}
