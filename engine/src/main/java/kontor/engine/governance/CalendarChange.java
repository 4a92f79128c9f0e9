package kontor.engine.governance;

import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.ParticipantId;

/// Changes of calendars, of what is known of time zones, and of a day's cut-offs (F03).
public sealed interface CalendarChange extends Governance {

  /// Enters a country's calendar with the holidays that are known when it is signed.
  record EnterCalendar(Calendar calendar) implements CalendarChange {}

  /// Declares one more holiday, or makes a half day a full one, before its day begins. What waits
  /// and is dated to it moves to the next joint day.
  ///
  /// @param country ISO 3166 code of a calendar that is known
  /// @param holiday the day on which it was declared is that of the log, whatever stands here
  record DeclareHoliday(String country, Holiday holiday) implements CalendarChange {}

  /// Enters what one release of the time-zone database says of a zone; it takes the place of the
  /// table before, for days that have not opened.
  record EnterZone(ZoneOffsets zone) implements CalendarChange {}

  /// Asks that a cut-off of a day that is open comes later, before it comes.
  ///
  /// @param day days since 1970-01-01
  /// @param moment CUSTOMER_CUT_OFF or INTERBANK_CUT_OFF
  /// @param participant who asks, and pays
  /// @param minutes how much later than it is now
  record RequestExtension(
      int agreement, int day, GridMoment moment, ParticipantId participant, int minutes)
      implements CalendarChange {}

  /// The operator grants what was asked for; the participant is charged for it.
  record ApproveExtension(int agreement, int day, GridMoment moment, ParticipantId participant)
      implements CalendarChange {}
}
