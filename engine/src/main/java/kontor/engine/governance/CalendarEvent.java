package kontor.engine.governance;

import java.util.List;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// What happened to calendars, time zones and business days (F03).
public sealed interface CalendarEvent extends GovernanceEvent {

  record CalendarEntered(Calendar calendar) implements CalendarEvent {}

  record HolidayDeclared(String country, Holiday holiday) implements CalendarEvent {}

  record ZoneEntered(ZoneOffsets zone) implements CalendarEvent {}

  /// A joint business day of an agreement begins. Its moments are computed, once and for all.
  ///
  /// @param moments with what the clock of each zone shows then: a gap or an overlap is named
  /// @param tzdbVersions releases of the time-zone database that they come from
  /// @param outOfOrder the first moment that comes before one above it; null if none does
  record DayOpened(
      int agreement,
      int day,
      JointCalendar.Kind kind,
      List<DayGrid.At> moments,
      List<String> tzdbVersions,
      @Nullable GridMoment outOfOrder)
      implements CalendarEvent {}

  /// A day begins and nobody can say when its moments are: payments dated to it are refused until
  /// what is missing is entered.
  ///
  /// @param missing such as `zone America/Caracas` or `calendar BR`
  record DayNotOpened(int agreement, int day, String missing) implements CalendarEvent {}

  /// A payment that waits has another value date, because a holiday was declared after it was
  /// given. Interest follows the new date.
  ///
  /// @param deadlineMs when it leaves unsettled now: later by as many days as the date, but never
  ///     after the sender's own deadline
  record PaymentRedated(
      PaymentId payment, int agreement, int oldDay, int newDay, long deadlineMs)
      implements CalendarEvent {}

  record ExtensionRequested(
      int agreement, int day, GridMoment moment, ParticipantId participant, int minutes)
      implements CalendarEvent {}

  /// A cut-off comes later. The charge is for the participant's monthly bill.
  ///
  /// @param cutOffMs when it comes now
  /// @param charge started half hours times the penalty of the annex
  record CutOffExtended(
      int agreement,
      int day,
      GridMoment moment,
      ParticipantId participant,
      int minutes,
      long cutOffMs,
      Money charge)
      implements CalendarEvent {}
}
