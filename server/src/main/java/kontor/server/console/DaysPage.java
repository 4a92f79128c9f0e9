package kontor.server.console;

import java.time.LocalTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.readside.AgreementDetails;
import kontor.readside.AgreementRow;
import kontor.readside.AnnexRow;
import kontor.readside.BusinessDayRow;
import kontor.readside.CalendarRow;
import kontor.readside.Queries;
import kontor.server.governance.Holding;
import kontor.server.governance.ZoneTables;
import org.jspecify.annotations.Nullable;

/// What the page of business days shows of one agreement: the joint days ahead and who closes
/// which, one day's cut-offs in their zones and as UTC, and the holidays of a year.
///
/// @param agreement the one that is shown; null if there is none with annexes
/// @param countries whose days count, as far as their calendars are known
/// @param unknown countries without a calendar
/// @param day whose cut-offs are shown
/// @param opened that day as it opened; null if it has not begun
record DaysPage(
    Wish wish,
    List<AgreementRow> agreements,
    @Nullable AgreementRow agreement,
    List<String> countries,
    List<String> unknown,
    List<DayLine> days,
    int day,
    List<CutOffLine> cutOffs,
    @Nullable BusinessDayRow opened,
    List<HolidayLine> holidays) {

  private static final int DAYS_AHEAD = 21;
  private static final int HOLIDAYS_AHEAD = 366;
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("HH:mm");

  /// What the reader asked for, as he wrote it; empty where he did not.
  record Wish(String agreement, String day) {

    String address() {
      return new Address("/console/days").with("agreement", agreement).with("day", day).open();
    }
  }

  /// One date of the days ahead.
  ///
  /// @param number how many joint days after today it is; 0 of one that is closed, and of today
  record DayLine(int day, JointCalendar.Kind kind, int number, List<Reason> reasons) {}

  /// Why a country does not settle on a day, or settles for half of it.
  ///
  /// @param holiday its name; empty of a day of rest
  record Reason(String country, String holiday) {}

  /// @param local in its zone; empty if the zone is not known here
  /// @param instantMs with its extensions
  /// @param isExtended whether it comes later than it was agreed
  record CutOffLine(
      GridMoment moment, String local, String zone, long instantMs, boolean isExtended,
      ZoneOffsets.Local clock) {}

  record HolidayLine(String country, Holiday holiday) {}

  static DaysPage of(Queries queries, Wish wish) {
    int today = ZoneOffsets.dayOf(queries.health().timestampMs());
    List<AgreementRow> agreements = queries.livingAgreements();
    AgreementRow chosen = chosen(agreements, wish.agreement());
    AgreementDetails details =
        chosen == null ? null : queries.livingAgreement(chosen.frame().id());
    AnnexTerms.Days terms = terms(details, today);
    List<Calendar> calendars = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    TreeMap<String, Calendar> known = calendars(queries);
    for (String country : countries(chosen, terms, known)) {
      Calendar calendar = known.get(country);
      if (calendar == null) {
        unknown.add(country);
      } else {
        calendars.add(calendar);
      }
    }
    JointCalendar joint = JointCalendar.of(calendars);
    Integer asked = RegisterPage.day(wish.day());
    int next = joint.addBusinessDays(today, 0);
    int day = asked != null ? asked : next == JointCalendar.NO_DAY ? today : next;
    BusinessDayRow opened = chosen == null ? null : opened(queries, chosen, day);
    return new DaysPage(
        new Wish(wish.agreement(), asked == null ? "" : wish.day()),
        agreements,
        chosen,
        calendars.stream().map(Calendar::country).toList(),
        unknown,
        calendars.isEmpty() ? List.of() : days(joint, today),
        day,
        cutOffs(terms(details, day), joint, day, opened),
        opened,
        holidays(calendars, today));
  }

  private static @Nullable AgreementRow chosen(List<AgreementRow> agreements, String wish) {
    for (AgreementRow row : agreements) {
      if (wish.isEmpty() || wish.equals(Integer.toString(row.frame().id()))) {
        return row;
      }
    }
    return null;
  }

  /// The annex calendar that holds on a day, or else the first one there is.
  private static AnnexTerms.@Nullable Days terms(
      @Nullable AgreementDetails details, int day) {
    if (details == null) {
      return null;
    }
    AnnexRow holding = Holding.of(details, AnnexKind.CALENDAR, day);
    for (AnnexRow row : holding == null ? details.annexes() : List.of(holding)) {
      if (row.annex().terms() instanceof AnnexTerms.Days days) {
        return days;
      }
    }
    return null;
  }

  private static List<String> countries(
      @Nullable AgreementRow chosen, AnnexTerms.@Nullable Days terms,
      TreeMap<String, Calendar> known) {
    if (terms != null) {
      return terms.countries();
    }
    return chosen == null ? List.copyOf(known.keySet()) : chosen.frame().countries();
  }

  private static TreeMap<String, Calendar> calendars(Queries queries) {
    TreeMap<String, Calendar> calendars = new TreeMap<>();
    for (CalendarRow row : queries.calendars()) {
      calendars.put(
          row.country(),
          new Calendar(
              row.country(),
              new TreeSet<>(row.restDays()),
              queries.holidays(row.country(), Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }
    return calendars;
  }

  private static List<DayLine> days(JointCalendar joint, int today) {
    List<DayLine> days = new ArrayList<>();
    for (int day = today; day < today + DAYS_AHEAD; day++) {
      JointCalendar.Kind kind = joint.kind(day);
      int number =
          kind == JointCalendar.Kind.CLOSED ? 0 : joint.countBusinessDays(today, day);
      days.add(new DayLine(day, kind, number, reasons(joint, day)));
    }
    return days;
  }

  private static List<Reason> reasons(JointCalendar joint, int day) {
    List<Reason> reasons = new ArrayList<>();
    for (Calendar calendar : joint.calendars()) {
      Holiday holiday = calendar.holidayOn(day);
      if (calendar.isRestDay(day)) {
        reasons.add(new Reason(calendar.country(), ""));
      } else if (holiday != null) {
        reasons.add(new Reason(calendar.country(), holiday.name()));
      }
    }
    return reasons;
  }

  private static @Nullable BusinessDayRow opened(
      Queries queries, AgreementRow agreement, int day) {
    List<BusinessDayRow> rows = queries.businessDays(agreement.frame().id(), day, day);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /// As the day opened, or as it will open by the tables of this node.
  private static List<CutOffLine> cutOffs(
      AnnexTerms.@Nullable Days terms, JointCalendar joint, int day,
      @Nullable BusinessDayRow opened) {
    if (terms == null) {
      return List.of();
    }
    List<CutOffLine> lines = new ArrayList<>();
    if (opened != null) {
      for (BusinessDayRow.MomentRow row : opened.moments()) {
        lines.add(
            line(terms, row.moment(), row.instantMs(), row.instantMs() != row.openedMs(),
                row.local()));
      }
      return lines;
    }
    for (DayGrid.At at : terms.grid().on(day, joint.kind(day), zones(terms)).moments()) {
      lines.add(line(terms, at.name(), at.instantMs(), false, at.local()));
    }
    return lines;
  }

  private static CutOffLine line(
      AnnexTerms.Days terms, GridMoment moment, long instantMs, boolean isExtended,
      ZoneOffsets.Local clock) {
    String zone = "";
    for (DayGrid.Moment agreed : terms.grid().moments()) {
      zone = agreed.name() == moment ? agreed.zone() : zone;
    }
    boolean isKnown = ZoneId.getAvailableZoneIds().contains(zone);
    String local =
        isKnown
            ? LOCAL.format(
                LocalTime.ofInstant(Instant.ofEpochMilli(instantMs), ZoneId.of(zone)))
            : "";
    return new CutOffLine(moment, local, zone, instantMs, isExtended, clock);
  }

  private static List<ZoneOffsets> zones(AnnexTerms.Days terms) {
    TreeMap<String, ZoneOffsets> zones = new TreeMap<>();
    for (DayGrid.Moment moment : terms.grid().moments()) {
      if (ZoneId.getAvailableZoneIds().contains(moment.zone())) {
        zones.computeIfAbsent(moment.zone(), ZoneTables::of);
      }
    }
    return List.copyOf(zones.values());
  }

  private static List<HolidayLine> holidays(List<Calendar> calendars, int today) {
    List<HolidayLine> lines = new ArrayList<>();
    for (Calendar calendar : calendars) {
      for (Holiday holiday : calendar.holidays()) {
        if (today <= holiday.day() && holiday.day() < today + HOLIDAYS_AHEAD) {
          lines.add(new HolidayLine(calendar.country(), holiday));
        }
      }
    }
    lines.sort(Comparator.comparingInt(line -> line.holiday().day()));
    return lines;
  }
}
