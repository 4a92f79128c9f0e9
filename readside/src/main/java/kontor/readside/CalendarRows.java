package kontor.readside;

import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.Event;
import kontor.engine.NetPosition;
import kontor.engine.RecordedEvent;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// Writes and reads calendars, zones and business days.
final class CalendarRows {

  private final Session session;
  private final PaymentRows payments;

  CalendarRows(Session session, PaymentRows payments) {
    this.session = session;
    this.payments = payments;
  }

  void apply(RecordedEvent at, CalendarEvent event) {
    switch (event) {
      case CalendarEvent.CalendarEntered(Calendar calendar) -> {
        session.run(
            "write/enterCalendar",
            calendar.country(),
            calendar.restDays().stream().map(Weekday::name).collect(Collectors.joining(",")));
        calendar.holidays().forEach(holiday -> enter(calendar.country(), holiday));
      }
      case CalendarEvent.HolidayDeclared(String country, Holiday holiday) ->
          enter(country, holiday);
      case CalendarEvent.ZoneEntered(ZoneOffsets zone) ->
          session.run(
              "write/enterZone",
              zone.zone(),
              zone.tzdbVersion(),
              zone.coveredUntilSecond(),
              at.timestampMs());
      case CalendarEvent.DayOpened opened -> open(at, opened);
      case CalendarEvent.DayNotOpened day ->
          session.run(
              "write/beginDay",
              day.agreement(), day.day(), null, day.missing(), "", null, at.timestampMs());
      case CalendarEvent.PaymentRedated redated -> payments.redate(at, redated);
      case CalendarEvent.ExtensionRequested asked ->
          session.run(
              "write/requestExtension",
              asked.agreement(),
              asked.day(),
              asked.moment().name(),
              asked.participant().bic(),
              asked.minutes(),
              at.timestampMs());
      case CalendarEvent.CutOffExtended extended -> extend(at, extended);
    }
  }

  private void enter(String country, Holiday holiday) {
    session.run(
        "write/enterHoliday",
        country,
        holiday.day(),
        holiday.length().name(),
        holiday.declaredOnDay() == Holiday.ALWAYS_KNOWN ? null : holiday.declaredOnDay(),
        holiday.name());
  }

  private void open(RecordedEvent at, CalendarEvent.DayOpened opened) {
    GridMoment outOfOrder = opened.outOfOrder();
    session.run(
        "write/beginDay",
        opened.agreement(),
        opened.day(),
        opened.kind().name(),
        null,
        String.join(",", opened.tzdbVersions()),
        outOfOrder == null ? null : outOfOrder.name(),
        at.timestampMs());
    for (int i = 0; i < opened.moments().size(); i++) {
      DayGrid.At moment = opened.moments().get(i);
      session.run(
          "write/insertMoment",
          opened.agreement(),
          opened.day(),
          i,
          moment.name().name(),
          moment.instantMs(),
          moment.instantMs(),
          moment.local().name());
    }
  }

  /// The netting cycle of a business day.
  void close(RecordedEvent at, Event.CycleClosed cycle) {
    session.run(
        "write/closeCycle",
        cycle.agreement(), cycle.day(), at.timestampMs(), cycle.settled(), cycle.carried());
    for (int i = 0; i < cycle.positions().size(); i++) {
      NetPosition position = cycle.positions().get(i);
      AccountId account = position.account();
      session.run(
          "write/insertCyclePosition",
          cycle.agreement(),
          cycle.day(),
          i,
          account.servicer().bic(),
          account.owner().bic(),
          account.currency().code(),
          account.currency().minorDigits(),
          position.debitsMinor(),
          position.creditsMinor());
    }
  }

  private void extend(RecordedEvent at, CalendarEvent.CutOffExtended extended) {
    Money charge = extended.charge();
    session.run(
        "write/moveMoment",
        extended.cutOffMs(),
        extended.agreement(),
        extended.day(),
        extended.moment().name());
    session.run(
        "write/approveExtension",
        at.timestampMs(),
        extended.cutOffMs(),
        charge.minor(),
        charge.currency().code(),
        charge.currency().minorDigits(),
        extended.agreement(),
        extended.day(),
        extended.moment().name(),
        extended.participant().bic());
  }

  static CalendarRow calendar(Row row) {
    List<Weekday> restDays =
        List.of(row.text("rest_days").split(",")).stream()
            .filter(name -> !name.isEmpty())
            .map(Weekday::valueOf)
            .toList();
    return new CalendarRow(row.text("country"), restDays, row.number("holidays"));
  }

  static Holiday holiday(Row row) {
    return new Holiday(
        row.number("day"),
        Holiday.Length.valueOf(row.text("length")),
        row.isNull("declared_on_day") ? Holiday.ALWAYS_KNOWN : row.number("declared_on_day"),
        row.text("name"));
  }

  static ZoneRow zone(Row row) {
    return new ZoneRow(
        row.text("zone"),
        row.text("tzdb_version"),
        row.longNumber("covered_until_second"),
        row.longNumber("timestamp_ms"));
  }

  static BusinessDayRow day(Row row) {
    int agreement = row.number("agreement");
    int day = row.number("day");
    String kind = row.textOrNull("kind");
    String outOfOrder = row.textOrNull("out_of_order");
    String versions = row.text("tzdb_versions");
    return new BusinessDayRow(
        agreement,
        day,
        kind == null ? null : JointCalendar.Kind.valueOf(kind),
        row.textOrNull("missing"),
        versions.isEmpty() ? List.of() : List.of(versions.split(",")),
        outOfOrder == null ? null : GridMoment.valueOf(outOfOrder),
        row.longNumber("opened_ms"),
        row.session().list("dayMoments", CalendarRows::moment, agreement, day),
        row.session().list("extensions", CalendarRows::extension, agreement, day),
        row.session().one("cycle", CalendarRows::cycle, agreement, day));
  }

  private static CycleRow cycle(Row row) {
    return new CycleRow(
        row.longNumber("closed_ms"),
        row.number("settled"),
        row.number("carried"),
        row.session()
            .list(
                "cyclePositions",
                CalendarRows::position,
                row.number("agreement"),
                row.number("day")));
  }

  private static NetPosition position(Row row) {
    return new NetPosition(
        new AccountId(
            ParticipantId.ofBic(row.text("servicer")),
            new Currency(row.text("currency"), row.number("digits")),
            ParticipantId.ofBic(row.text("owner")),
            AccountKind.LORO),
        row.longNumber("debits_minor"),
        row.longNumber("credits_minor"));
  }

  private static BusinessDayRow.MomentRow moment(Row row) {
    return new BusinessDayRow.MomentRow(
        GridMoment.valueOf(row.text("moment")),
        row.longNumber("opened_ms"),
        row.longNumber("instant_ms"),
        ZoneOffsets.Local.valueOf(row.text("local")));
  }

  private static BusinessDayRow.ExtensionRow extension(Row row) {
    boolean isApproved = !row.isNull("approved_ms");
    @Nullable Money charge =
        isApproved
            ? new Money(
                row.longNumber("charge_minor"),
                new Currency(row.text("charge_currency"), row.number("charge_digits")))
            : null;
    return new BusinessDayRow.ExtensionRow(
        GridMoment.valueOf(row.text("moment")),
        ParticipantId.ofBic(row.text("participant")),
        row.number("minutes"),
        row.longNumber("requested_ms"),
        isApproved ? Long.valueOf(row.longNumber("approved_ms")) : null,
        isApproved ? Long.valueOf(row.longNumber("cut_off_ms")) : null,
        charge);
  }

  static RedatingRow redating(Row row) {
    return new RedatingRow(
        row.moment(),
        row.number("agreement"),
        row.number("old_day"),
        row.number("new_day"),
        row.longNumber("deadline_ms"));
  }
}
