package kontor.engine.governance;

import java.util.TreeSet;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.calendar.ZoneOffsets.Transition;

/// The canonical form of calendars and zones. Numbers of kinds are never used again.
public final class CalendarForm {

  private static final int ENTER_CALENDAR = 1;
  private static final int DECLARE_HOLIDAY = 2;
  private static final int ENTER_ZONE = 3;

  private static final Weekday[] WEEKDAYS = Weekday.values();
  private static final Holiday.Length[] LENGTHS = Holiday.Length.values();

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
    }
  }

  static CalendarChange change(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case ENTER_CALENDAR -> new CalendarChange.EnterCalendar(calendar(in));
      case DECLARE_HOLIDAY -> new CalendarChange.DeclareHoliday(in.text(), holiday(in));
      case ENTER_ZONE -> new CalendarChange.EnterZone(zone(in));
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
    }
  }

  static CalendarEvent event(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case ENTER_CALENDAR -> new CalendarEvent.CalendarEntered(calendar(in));
      case DECLARE_HOLIDAY -> new CalendarEvent.HolidayDeclared(in.text(), holiday(in));
      case ENTER_ZONE -> new CalendarEvent.ZoneEntered(zone(in));
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
