package kontor.engine.governance;

import java.util.TreeSet;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.calendar.ZoneOffsets.Transition;
import kontor.engine.terms.ParticipantId;

/// The canonical form of calendars and zones. Numbers of kinds are never used again.
public final class CalendarForm {

  private static final int ENTER_CALENDAR = 1;
  private static final int DECLARE_HOLIDAY = 2;
  private static final int ENTER_ZONE = 3;
  private static final int REQUEST_EXTENSION = 4;
  private static final int APPROVE_EXTENSION = 5;
  private static final int OPEN_DAY = 6;
  private static final int NOT_OPEN_DAY = 7;
  private static final int REDATE_PAYMENT = 8;

  private static final Weekday[] WEEKDAYS = Weekday.values();
  private static final Holiday.Length[] LENGTHS = Holiday.Length.values();
  private static final GridMoment[] MOMENTS = GridMoment.values();
  private static final JointCalendar.Kind[] KINDS = JointCalendar.Kind.values();
  private static final ZoneOffsets.Local[] LOCALS = ZoneOffsets.Local.values();

  private CalendarForm() {}

  static void write(FormWriter out, CalendarChange change) {
    switch (change) {
      case CalendarChange.EnterCalendar c -> {
        out.int8(ENTER_CALENDAR);
        calendar(out, c.calendar());
      }
      case CalendarChange.DeclareHoliday c -> {
        out.int8(DECLARE_HOLIDAY);
        out.text(c.country());
        holiday(out, c.holiday());
      }
      case CalendarChange.EnterZone c -> {
        out.int8(ENTER_ZONE);
        zone(out, c.zone());
      }
      case CalendarChange.RequestExtension c -> {
        out.int8(REQUEST_EXTENSION);
        cutOff(out, c.agreement(), c.day(), c.moment(), c.participant());
        out.int32(c.minutes());
      }
      case CalendarChange.ApproveExtension c -> {
        out.int8(APPROVE_EXTENSION);
        cutOff(out, c.agreement(), c.day(), c.moment(), c.participant());
      }
    }
  }

  private static void cutOff(
      FormWriter out, int agreement, int day, GridMoment moment, ParticipantId participant) {
    out.int32(agreement);
    out.int32(day);
    out.int8(moment.code());
    out.participant(participant);
  }

  static CalendarChange change(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case ENTER_CALENDAR -> new CalendarChange.EnterCalendar(calendar(in));
      case DECLARE_HOLIDAY -> new CalendarChange.DeclareHoliday(in.text(), holiday(in));
      case ENTER_ZONE -> new CalendarChange.EnterZone(zone(in));
      case REQUEST_EXTENSION ->
          new CalendarChange.RequestExtension(
              in.int32(), in.int32(), moment(in), in.participant(), in.int32());
      case APPROVE_EXTENSION ->
          new CalendarChange.ApproveExtension(
              in.int32(), in.int32(), moment(in), in.participant());
      default -> throw new IllegalArgumentException("kind of change unknown: " + kind);
    };
  }

  static void write(FormWriter out, CalendarEvent event) {
    switch (event) {
      case CalendarEvent.CalendarEntered e -> {
        out.int8(ENTER_CALENDAR);
        calendar(out, e.calendar());
      }
      case CalendarEvent.HolidayDeclared e -> {
        out.int8(DECLARE_HOLIDAY);
        out.text(e.country());
        holiday(out, e.holiday());
      }
      case CalendarEvent.ZoneEntered e -> {
        out.int8(ENTER_ZONE);
        zone(out, e.zone());
      }
      case CalendarEvent.DayOpened e -> {
        out.int8(OPEN_DAY);
        out.int32(e.agreement());
        out.int32(e.day());
        out.int8(e.kind().code());
        out.list(e.moments(), CalendarForm::at);
        out.list(e.tzdbVersions(), FormWriter::text);
        out.optional(e.outOfOrder(), CalendarForm::moment);
      }
      case CalendarEvent.DayNotOpened e -> {
        out.int8(NOT_OPEN_DAY);
        out.int32(e.agreement());
        out.int32(e.day());
        out.text(e.missing());
      }
      case CalendarEvent.PaymentRedated e -> {
        out.int8(REDATE_PAYMENT);
        out.payment(e.payment());
        out.int32(e.agreement());
        out.int32(e.oldDay());
        out.int32(e.newDay());
        out.int64(e.deadlineMs());
      }
      case CalendarEvent.ExtensionRequested e -> {
        out.int8(REQUEST_EXTENSION);
        cutOff(out, e.agreement(), e.day(), e.moment(), e.participant());
        out.int32(e.minutes());
      }
      case CalendarEvent.CutOffExtended e -> {
        out.int8(APPROVE_EXTENSION);
        cutOff(out, e.agreement(), e.day(), e.moment(), e.participant());
        out.int32(e.minutes());
        out.int64(e.cutOffMs());
        out.money(e.charge());
      }
    }
  }

  static CalendarEvent event(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case ENTER_CALENDAR -> new CalendarEvent.CalendarEntered(calendar(in));
      case DECLARE_HOLIDAY -> new CalendarEvent.HolidayDeclared(in.text(), holiday(in));
      case ENTER_ZONE -> new CalendarEvent.ZoneEntered(zone(in));
      case OPEN_DAY ->
          new CalendarEvent.DayOpened(
              in.int32(),
              in.int32(),
              in.coded(KINDS, JointCalendar.Kind::code),
              in.list(CalendarForm::at),
              in.list(FormReader::text),
              in.optional(CalendarForm::moment));
      case NOT_OPEN_DAY -> new CalendarEvent.DayNotOpened(in.int32(), in.int32(), in.text());
      case REDATE_PAYMENT ->
          new CalendarEvent.PaymentRedated(
              in.payment(), in.int32(), in.int32(), in.int32(), in.int64());
      case REQUEST_EXTENSION ->
          new CalendarEvent.ExtensionRequested(
              in.int32(), in.int32(), moment(in), in.participant(), in.int32());
      case APPROVE_EXTENSION ->
          new CalendarEvent.CutOffExtended(
              in.int32(),
              in.int32(),
              moment(in),
              in.participant(),
              in.int32(),
              in.int64(),
              in.money());
      default -> throw new IllegalArgumentException("kind of event unknown: " + kind);
    };
  }

  public static void calendar(FormWriter out, Calendar calendar) {
    out.text(calendar.country());
    out.list(calendar.restDays(), (to, day) -> to.int8(day.ordinal() + 1));
    out.list(calendar.holidays(), CalendarForm::holiday);
  }

  public static Calendar calendar(FormReader in) {
    return new Calendar(
        in.text(),
        new TreeSet<>(in.list(from -> from.coded(WEEKDAYS, day -> day.ordinal() + 1))),
        in.list(CalendarForm::holiday));
  }

  private static void at(FormWriter out, DayGrid.At at) {
    moment(out, at.name());
    out.int64(at.instantMs());
    out.int8(at.local().code());
  }

  private static DayGrid.At at(FormReader in) {
    return new DayGrid.At(moment(in), in.int64(), in.coded(LOCALS, ZoneOffsets.Local::code));
  }

  private static void moment(FormWriter out, GridMoment moment) {
    out.int8(moment.code());
  }

  private static GridMoment moment(FormReader in) {
    return in.coded(MOMENTS, GridMoment::code);
  }

  private static void holiday(FormWriter out, Holiday holiday) {
    out.int32(holiday.day());
    out.int8(holiday.length().code());
    out.int32(holiday.declaredOnDay());
    out.text(holiday.name());
  }

  private static Holiday holiday(FormReader in) {
    return new Holiday(
        in.int32(), in.coded(LENGTHS, Holiday.Length::code), in.int32(), in.text());
  }

  public static void zone(FormWriter out, ZoneOffsets zone) {
    out.text(zone.zone());
    out.text(zone.tzdbVersion());
    out.int32(zone.firstOffsetSeconds());
    out.list(
        zone.transitions(),
        (to, transition) -> {
          to.int64(transition.atSecond());
          to.int32(transition.offsetSeconds());
        });
    out.int64(zone.coveredUntilSecond());
  }

  public static ZoneOffsets zone(FormReader in) {
    return new ZoneOffsets(
        in.text(),
        in.text(),
        in.int32(),
        in.list(from -> new Transition(from.int64(), from.int32())),
        in.int64());
  }
}
