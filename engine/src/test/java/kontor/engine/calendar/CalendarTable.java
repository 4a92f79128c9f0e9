package kontor.engine.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import org.junit.jupiter.api.Test;

/// Rest days, holidays, cut-offs, as cases (F03, 5.5).
class CalendarTable {

  private static final Calendar BRAZIL =
      new Calendar(
          "BR", rest("SATURDAY SUNDAY"),
          List.of(
              holiday("2022-02-28", Holiday.Length.FULL),
              holiday("2022-03-01", Holiday.Length.FULL),
              holiday("2022-03-02", Holiday.Length.HALF),
              holiday("2022-04-21", Holiday.Length.FULL)));
  private static final Calendar ARGENTINA =
      new Calendar(
          "AR", rest("SATURDAY SUNDAY"), List.of(holiday("2022-03-24", Holiday.Length.FULL)));
  private static final Calendar GULF = new Calendar("AE", rest("FRIDAY SATURDAY"), List.of());
  /// One rests on Friday and Saturday, one on Saturday and Sunday: they share four days.
  private static final JointCalendar GULF_WEEK =
      JointCalendar.of(
          List.of(GULF, new Calendar("BH", rest("SATURDAY SUNDAY"), List.of())));

  @Test
  void jointDaysAreCounted() {
    JointCalendar both = JointCalendar.of(List.of(BRAZIL, ARGENTINA));
    JointCalendar different = JointCalendar.of(List.of(BRAZIL, GULF));
    check(both, "2022-02-25", 0, "2022-02-25");
    check(both, "2022-02-25", 1, "2022-03-02"); // over a weekend and two days of carnival
    check(both, "2022-02-25", 2, "2022-03-03");
    check(both, "2022-02-26", 0, "2022-03-02");
    check(both, "2022-02-27", 1, "2022-03-02");
    check(both, "2022-03-23", 1, "2022-03-25"); // a holiday of the other side
    check(both, "2022-03-02", -1, "2022-02-25");
    check(both, "2022-02-27", -2, "2022-02-24");
    check(different, "2022-03-03", 1, "2022-03-07"); // Friday, Saturday and Sunday are closed
    check(different, "2022-03-07", 4, "2022-03-14");
    check(different, "1969-12-31", 1, "1970-01-01");
  }

  @Test
  void countriesThatShareNoDayHaveNone() {
    JointCalendar none =
        JointCalendar.of(
            List.of(
                new Calendar("AA", rest("MONDAY TUESDAY WEDNESDAY THURSDAY"), List.of()),
                new Calendar("BB", rest("FRIDAY SATURDAY SUNDAY"), List.of())));
    assertEquals(JointCalendar.NO_DAY, none.addBusinessDays(day("2022-03-01"), 1));
    assertEquals(
        JointCalendar.NO_DAY,
        JointCalendar.of(List.of(BRAZIL)).addBusinessDays(day("2022-03-01"), Integer.MAX_VALUE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Calendar(
                "CC", rest("MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY"),
                List.of()));
  }

  @Test
  void aDayIsOpenHalfOrClosedAndSaysByWhom() {
    JointCalendar both = JointCalendar.of(List.of(BRAZIL, ARGENTINA));
    assertEquals(JointCalendar.Kind.HALF_DAY, both.kind(day("2022-03-02")));
    assertEquals(JointCalendar.Kind.BUSINESS_DAY, both.kind(day("2022-03-03")));
    assertEquals(JointCalendar.Kind.CLOSED, both.kind(day("2022-03-24")));
    assertEquals(List.of("AR"), both.closedBy(day("2022-03-24")));
    assertEquals(List.of("BR", "AR"), both.closedBy(day("2022-03-26")));
    assertEquals(List.of(), both.closedBy(day("2022-03-02")));
  }

  @Test
  void aHolidayDeclaredLateMovesWhatWasDatedToItsDay() {
    Holiday census = late("2022-05-18", "2022-05-16", Holiday.Length.FULL);
    JointCalendar after = JointCalendar.of(List.of(BRAZIL, ARGENTINA.declare(census)));
    int[] dated = {day("2022-05-17"), day("2022-05-18"), day("2022-05-19"), day("2022-05-18")};
    assertEquals(
        List.of(
            new JointCalendar.Redating(1, day("2022-05-18"), day("2022-05-19")),
            new JointCalendar.Redating(3, day("2022-05-18"), day("2022-05-19"))),
        after.redate(dated));
    assertEquals(List.of(), JointCalendar.of(List.of(BRAZIL, ARGENTINA)).redate(dated));
  }

  @Test
  void aHolidayIsDeclaredBeforeItsDayOnce() {
    Holiday.Length full = Holiday.Length.FULL;
    Holiday.Length half = Holiday.Length.HALF;
    assertEquals(
        Calendar.Declaration.DECLARED, BRAZIL.check(late("2022-05-18", "2022-05-17", full)));
    assertEquals(
        Calendar.Declaration.DAY_HAS_BEGUN, BRAZIL.check(late("2022-05-18", "2022-05-18", full)));
    assertEquals(
        Calendar.Declaration.ON_REST_DAY, BRAZIL.check(late("2022-05-21", "2022-05-17", full)));
    assertEquals(
        Calendar.Declaration.ALREADY_KNOWN, BRAZIL.check(late("2022-04-21", "2022-04-01", half)));
    assertEquals(
        Calendar.Declaration.DECLARED, BRAZIL.check(late("2022-03-02", "2022-03-01", full)));
  }

  @Test
  void aLocalTimeThatDoesNotExistMovesForwardAndOneThatComesTwiceIsTheEarlier() {
    // New York: 2025-03-09 from 02:00 to 03:00, 2025-11-02 from 02:00 back to 01:00.
    checkInstant("America/New_York", "2025-03-09", "02:30", "2025-03-09T07:00:00Z", "IN_GAP");
    checkInstant("America/New_York", "2025-03-09", "02:00", "2025-03-09T07:00:00Z", "IN_GAP");
    checkInstant("America/New_York", "2025-03-09", "03:00", "2025-03-09T07:00:00Z", "ONCE");
    checkInstant("America/New_York", "2025-11-02", "01:30", "2025-11-02T05:30:00Z", "IN_OVERLAP");
    checkInstant("America/New_York", "2025-11-02", "02:00", "2025-11-02T07:00:00Z", "ONCE");
    // Caracas moved by half an hour on 2016-05-01 at 02:30.
    checkInstant("America/Caracas", "2016-05-01", "02:45", "2016-05-01T07:00:00Z", "IN_GAP");
    checkInstant("America/Caracas", "2022-03-11", "09:00", "2022-03-11T13:00:00Z", "ONCE");
    checkInstant("Europe/Moscow", "2022-03-11", "09:00", "2022-03-11T06:00:00Z", "ONCE");
    // Brazil changed its clocks at midnight, until 2019.
    checkInstant("America/Sao_Paulo", "2018-11-04", "00:30", "2018-11-04T03:00:00Z", "IN_GAP");
    checkInstant("America/Sao_Paulo", "2019-02-16", "23:30", "2019-02-17T01:30:00Z", "IN_OVERLAP");
    checkInstant("America/Sao_Paulo", "2019-11-03", "00:30", "2019-11-03T03:30:00Z", "ONCE");
    // Paraguay kept its summer time from October 2024 on.
    checkInstant("America/Asuncion", "2024-10-06", "00:30", "2024-10-06T04:00:00Z", "IN_GAP");
    checkInstant("America/Asuncion", "2024-07-01", "12:00", "2024-07-01T16:00:00Z", "ONCE");
    checkInstant("America/Asuncion", "2025-07-01", "12:00", "2025-07-01T15:00:00Z", "ONCE");
    checkInstant("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z", "IN_GAP");
    checkInstant("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z", "IN_OVERLAP");
    // Lebanon, 2023: a Sunday, after two decisions within a week.
    checkInstant("Asia/Beirut", "2023-03-26", "00:15", "2023-03-25T22:00:00Z", "IN_GAP");
    checkInstant("Asia/Beirut", "2023-03-27", "09:00", "2023-03-27T06:00:00Z", "ONCE");
    // Egypt took summer time up again in 2023, and ends it on a Thursday night.
    checkInstant("Africa/Cairo", "2022-07-03", "12:00", "2022-07-03T10:00:00Z", "ONCE");
    checkInstant("Africa/Cairo", "2023-04-28", "00:30", "2023-04-27T22:00:00Z", "IN_GAP");
    checkInstant("Africa/Cairo", "2023-10-26", "23:30", "2023-10-26T20:30:00Z", "IN_OVERLAP");
    // Iran changed its clocks on a Tuesday, which is a business day.
    checkInstant("Asia/Tehran", "2022-03-22", "00:30", "2022-03-21T20:30:00Z", "IN_GAP");
    // Samoa had no 30 December 2011.
    checkInstant("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00:00Z", "IN_GAP");
  }

  @Test
  void aGridIsInstantsOfOneDayWithItsTimeZoneRelease() {
    DayGrid grid =
        new DayGrid(
            List.of(
                moment(GridMoment.START, "Europe/Moscow", "09:00", "09:00"),
                moment(GridMoment.CUSTOMER_CUT_OFF, "America/Caracas", "14:00", "11:00"),
                moment(GridMoment.DAY_END, "America/Caracas", "18:00", "12:00")));
    List<ZoneOffsets> zones = List.of(Zones.of("Europe/Moscow"), Zones.of("America/Caracas"));
    int day = day("2022-03-11");
    DayGrid.Day whole = grid.on(day, JointCalendar.Kind.BUSINESS_DAY, zones);
    DayGrid.Day half = grid.on(day, JointCalendar.Kind.HALF_DAY, zones);
    assertEquals(
        "[2022-03-11T06:00:00Z, 2022-03-11T18:00:00Z, 2022-03-11T22:00:00Z]", instants(whole));
    assertEquals(
        "[2022-03-11T06:00:00Z, 2022-03-11T15:00:00Z, 2022-03-11T16:00:00Z]", instants(half));
    assertEquals(List.of(Zones.release()), whole.tzdbVersions());
    assertEquals("[]", instants(grid.on(day, JointCalendar.Kind.CLOSED, zones)));
    assertEquals(
        "America/Caracas",
        grid.on(day, JointCalendar.Kind.BUSINESS_DAY, zones.subList(0, 1)).notCovered());
    assertEquals(
        "Europe/Moscow",
        grid.on(day("2099-01-01"), JointCalendar.Kind.HALF_DAY, zones).notCovered());
    DayGrid wrong =
        new DayGrid(
            List.of(
                moment(GridMoment.START, "America/Caracas", "09:00", "09:00"),
                moment(GridMoment.DAY_END, "Europe/Moscow", "10:00", "10:00")));
    assertEquals(
        GridMoment.DAY_END, wrong.on(day, JointCalendar.Kind.BUSINESS_DAY, zones).outOfOrder());
  }

  @Test
  void anExtensionCostsStartedHalfHours() {
    checkExtension(1, "EXTENDED", 25_000);
    checkExtension(30, "EXTENDED", 25_000);
    checkExtension(31, "EXTENDED", 50_000);
    checkExtension(61, "EXTENDED", 75_000);
    checkExtension(0, "MINUTES_INVALID", 0);
    checkExtension(1441, "MINUTES_INVALID", 0);
    long cutOff = 1_000_000;
    CutOff.Request late = new CutOff.Request(cutOff, 30, true, cutOff, 25_000);
    assertEquals(
        new CutOff.Extension(CutOff.Decision.TOO_LATE, cutOff, 0), CutOff.extend(late));
    CutOff.Request alone = new CutOff.Request(cutOff - 1, 30, false, cutOff, 25_000);
    assertEquals(
        new CutOff.Extension(CutOff.Decision.NOT_APPROVED, cutOff, 0), CutOff.extend(alone));
    CutOff.Request dear = new CutOff.Request(0, 31, true, cutOff, Long.MAX_VALUE / 2 + 1);
    assertEquals(CutOff.Decision.PRICE_TOO_LARGE, CutOff.extend(dear).decision());
  }

  /// The numbers of 5.5, for a payment of Thursday 2022-03-03: SAR 1,000.00 for AED 979.20. The
  /// joint days after it are Monday, Tuesday, Wednesday.
  @Test
  void aReturnIsTheSameOnceWithinTwoJointDays() {
    checkReturn("2022-03-03", "1000.00", "979.20", "0.97920", false, "ACCEPTED");
    checkReturn("2022-03-07", "1000.00", "979.20", "0.97920", false, "ACCEPTED"); // day +1
    checkReturn("2022-03-08", "1000.00", "979.20", "0.97920", false, "ACCEPTED"); // day +2
    checkReturn("2022-03-09", "1000.00", "979.20", "0.97920", false, "TOO_LATE"); // day +3
    checkReturn("2022-03-06", "1000.00", "979.20", "0.97920", false, "DAY_INVALID"); // Sunday
    checkReturn("2022-03-02", "1000.00", "979.20", "0.97920", false, "DAY_INVALID");
    checkReturn("2022-03-08", "1000.00", "979.20", "0.97920", true, "ALREADY_RETURNED");
    checkReturn("2022-03-08", "1000.01", "979.20", "0.97920", false, "DEBIT_DIFFERS");
    checkReturn("2022-03-08", "999.99", "979.20", "0.97920", false, "DEBIT_DIFFERS");
    checkReturn("2022-03-08", "1000.00", "979.21", "0.97920", false, "CREDIT_DIFFERS");
    checkReturn("2022-03-08", "1000.00", "979.19", "0.97920", false, "CREDIT_DIFFERS");
    checkReturn("2022-03-08", "1000.00", "979.20", "0.97921", false, "RATE_DIFFERS");
    checkReturn("2022-03-08", "1000.00", "979.20", "0.97919", false, "RATE_DIFFERS");
    checkReturn("2022-03-08", "1000.00", "979.20", "0.9792", false, "ACCEPTED");
    // The first check that fails is told.
    checkReturn("2022-03-09", "1.00", "1.00", "1", true, "ALREADY_RETURNED");
    checkReturn("2022-03-09", "1.00", "1.00", "1", false, "TOO_LATE");
    assertEquals(
        ReturnRule.Decision.ORIGINAL_UNKNOWN,
        ReturnRule.decide(
            null, returned("2022-03-08", "1000.00", "979.20", "0.97920"), GULF_WEEK, 2));
    assertEquals(
        ReturnRule.Decision.RATE_DIFFERS,
        ReturnRule.decide(
            new ReturnRule.Original(
                day("2022-03-03"), sum("1.00", "SAR"), sum("1.00", "SAR"), null, false),
            new ReturnRule.Return(
                day("2022-03-07"), sum("1.00", "SAR"), sum("1.00", "SAR"), Rate.of("1")),
            GULF_WEEK,
            2));
  }

  private static void checkReturn(
      String day, String debit, String credit, String rate, boolean isReturned, String decision) {
    ReturnRule.Original original =
        new ReturnRule.Original(
            day("2022-03-03"),
            sum("1000.00", "SAR"),
            sum("979.20", "AED"),
            Rate.of("0.97920"),
            isReturned);
    assertEquals(
        ReturnRule.Decision.valueOf(decision),
        ReturnRule.decide(original, returned(day, debit, credit, rate), GULF_WEEK, 2),
        day + " " + debit + " " + credit + " " + rate);
  }

  private static ReturnRule.Return returned(
      String day, String debit, String credit, String rate) {
    return new ReturnRule.Return(
        day(day), sum(debit, "SAR"), sum(credit, "AED"), Rate.of(rate));
  }

  private static Money sum(String decimal, String currency) {
    return new Money(Long.parseLong(decimal.replace(".", "")), new Currency(currency, 2));
  }

  private static void checkExtension(int minutes, String decision, long chargeMinor) {
    CutOff.Extension extension =
        CutOff.extend(new CutOff.Request(0, minutes, true, 1_000_000, 25_000));
    assertEquals(CutOff.Decision.valueOf(decision), extension.decision());
    assertEquals(chargeMinor, extension.chargeMinor());
    assertEquals(1_000_000 + (chargeMinor == 0 ? 0 : minutes * 60_000L), extension.cutOffMs());
  }

  private static void check(JointCalendar calendar, String from, int n, String expected) {
    assertEquals(
        LocalDate.parse(expected),
        LocalDate.ofEpochDay(calendar.addBusinessDays(day(from), n)),
        from + " and " + n + " joint days");
  }

  private static void checkInstant(
      String zone, String day, String time, String instant, String local) {
    ZoneOffsets offsets = Zones.of(zone);
    int second = LocalTime.parse(time).toSecondOfDay();
    assertEquals(
        Instant.parse(instant), Instant.ofEpochSecond(offsets.instantSecond(day(day), second)));
    assertEquals(ZoneOffsets.Local.valueOf(local), offsets.local(day(day), second));
  }

  private static String instants(DayGrid.Day day) {
    return day.moments().stream().map(at -> Instant.ofEpochMilli(at.instantMs())).toList()
        .toString();
  }

  private static DayGrid.Moment moment(GridMoment name, String zone, String time, String half) {
    return new DayGrid.Moment(
        name, zone, LocalTime.parse(time).toSecondOfDay(), LocalTime.parse(half).toSecondOfDay());
  }

  private static Holiday holiday(String day, Holiday.Length length) {
    return new Holiday(day(day), length, Holiday.ALWAYS_KNOWN, "holiday");
  }

  private static Holiday late(String day, String declared, Holiday.Length length) {
    return new Holiday(day(day), length, day(declared), "late");
  }

  private static TreeSet<Weekday> rest(String days) {
    TreeSet<Weekday> rest = new TreeSet<>();
    for (String day : days.split(" ", -1)) {
      rest.add(Weekday.valueOf(day));
    }
    return rest;
  }

  private static int day(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }
}
