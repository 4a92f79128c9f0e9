package kontor.engine.governance;

import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.ZoneOffsets;

/// What happened to calendars and time zones (F03).
public sealed interface CalendarEvent extends GovernanceEvent {

  record CalendarEntered(Calendar calendar) implements CalendarEvent {}

  record HolidayDeclared(String country, Holiday holiday) implements CalendarEvent {}

  record ZoneEntered(ZoneOffsets zone) implements CalendarEvent {}
}
