package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.CalendarForm;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.Objection;
import kontor.engine.state.Bounds;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.FourEyes;
import org.jspecify.annotations.Nullable;

/// The calendars and time zones that the log was told of (F03), by country and by name.
public final class Calendars {

  private static final int NAME_CHARS_MAX = 70;

  private final TreeMap<String, Calendar> calendars = new TreeMap<>();
  private final TreeMap<String, ZoneOffsets> zones = new TreeMap<>();

  void enter(Calendar calendar, FourEyes by, Step step) {
    Objection objection = check(calendar);
    if (objection != null) {
      step.emit(new Event.GovernanceRefused(objection, "calendar " + calendar.country()));
      return;
    }
    calendars.put(calendar.country(), calendar);
    step.emit(new Event.Governed(by, new CalendarEvent.CalendarEntered(calendar)));
  }

  private @Nullable Objection check(Calendar calendar) {
    Calendar known = calendars.get(calendar.country());
    if (known != null) {
      return known.equals(calendar) ? Objection.ALREADY_EXISTS : Objection.CONFLICTS_WITH_EARLIER;
    }
    if (!calendar.country().matches("[A-Z]{2}")) {
      return Objection.COUNTRY_UNKNOWN;
    }
    for (Holiday holiday : calendar.holidays()) {
      if (holiday.name().length() > NAME_CHARS_MAX) {
        return Objection.TEXT_TOO_LONG;
      }
    }
    return calendars.size() < Bounds.CALENDARS_MAX ? null : Objection.TABLE_FULL;
  }

  /// @param asked its day of declaration becomes that of the log
  void declare(String country, Holiday asked, FourEyes by, Step step) {
    Calendar calendar = calendars.get(country);
    if (calendar == null) {
      step.emit(new Event.GovernanceRefused(Objection.COUNTRY_UNKNOWN, "calendar " + country));
      return;
    }
    Holiday holiday =
        new Holiday(
            asked.day(),
            asked.length(),
            Math.min(BusinessDays.utcDay(step.nowMs()), asked.day() - 1),
            asked.name());
    Objection objection =
        asked.name().length() > NAME_CHARS_MAX
            ? Objection.TEXT_TOO_LONG
            : objection(calendar.check(holiday));
    if (objection != null) {
      step.emit(new Event.GovernanceRefused(objection, "calendar " + country));
      return;
    }
    calendars.put(country, calendar.declare(holiday));
    step.emit(new Event.Governed(by, new CalendarEvent.HolidayDeclared(country, holiday)));
  }

  private static @Nullable Objection objection(Calendar.Declaration declaration) {
    return switch (declaration) {
      case DECLARED -> null;
      case ON_REST_DAY -> Objection.HOLIDAY_ON_REST_DAY;
      case ALREADY_KNOWN -> Objection.ALREADY_EXISTS;
      case DAY_HAS_BEGUN -> Objection.DAY_HAS_BEGUN;
      case TABLE_FULL -> Objection.TABLE_FULL;
    };
  }

  void enter(ZoneOffsets zone, FourEyes by, Step step) {
    Objection objection = check(zone);
    if (objection != null) {
      step.emit(new Event.GovernanceRefused(objection, "zone " + zone.zone()));
      return;
    }
    zones.put(zone.zone(), zone);
    step.emit(new Event.Governed(by, new CalendarEvent.ZoneEntered(zone)));
  }

  private @Nullable Objection check(ZoneOffsets zone) {
    if (zone.equals(zones.get(zone.zone()))) {
      return Objection.ALREADY_EXISTS;
    }
    if (zone.zone().length() > Bounds.SOURCE_CHARS_MAX
        || zone.tzdbVersion().length() > Bounds.SOURCE_CHARS_MAX) {
      return Objection.TEXT_TOO_LONG;
    }
    return zones.containsKey(zone.zone()) || zones.size() < Bounds.ZONES_MAX
        ? null
        : Objection.TABLE_FULL;
  }

  public boolean knows(String country) {
    return calendars.containsKey(country);
  }

  /// The business days of several countries together; null if one has no calendar.
  public @Nullable JointCalendar joint(List<String> countries) {
    List<Calendar> all = new ArrayList<>();
    for (String country : countries) {
      Calendar calendar = calendars.get(country);
      if (calendar == null) {
        return null;
      }
      all.add(calendar);
    }
    return JointCalendar.of(all);
  }

  /// The first of these countries that has no calendar.
  String missing(List<String> countries) {
    return countries.stream().filter(country -> !knows(country)).findFirst().orElse("");
  }

  public @Nullable ZoneOffsets zone(String name) {
    return zones.get(name);
  }

  List<ZoneOffsets> zones() {
    return List.copyOf(zones.values());
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.CALENDARS);
    writer.putAll(
        calendars.values(),
        (to, calendar) ->
            to.putBlock(GovernanceForm.bytes(out -> CalendarForm.calendar(out, calendar))));
    writer.putAll(
        zones.values(),
        (to, zone) -> to.putBlock(GovernanceForm.bytes(out -> CalendarForm.zone(out, zone))));
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.CALENDARS);
    reader
        .getAll(from -> GovernanceForm.read(from.getBlock(), CalendarForm::calendar))
        .forEach(calendar -> calendars.put(calendar.country(), calendar));
    reader
        .getAll(from -> GovernanceForm.read(from.getBlock(), CalendarForm::zone))
        .forEach(zone -> zones.put(zone.zone(), zone));
  }
}
