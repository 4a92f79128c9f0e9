package kontor.engine.governance;

import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.ZoneOffsets;

/// Changes of calendars and of what is known of time zones (F03).
public sealed interface CalendarChange extends Governance {

  /// Enters a country's calendar with the holidays that are known when it is signed.
  record EnterCalendar(Calendar calendar) implements CalendarChange {}

  /// Declares one more holiday, or makes a half day a full one, before its day begins.
  ///
  /// @param country ISO 3166 code of a calendar that is known
  record DeclareHoliday(String country, Holiday holiday) implements CalendarChange {}

  /// Enters what one release of the time-zone database says of a zone; it takes the place of the
  /// table before, for days that have not opened.
  record EnterZone(ZoneOffsets zone) implements CalendarChange {}
}
