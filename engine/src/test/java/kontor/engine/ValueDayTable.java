package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.Zones;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.Governance;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.SettlementModel;
import org.junit.jupiter.api.Test;

/// Payments under an agreement that counts business days: Argentina and Paraguay, agreement 10, in
/// pesos, from 2022-03-16, a Wednesday. Its payments wait up to two days for money (F03).
class ValueDayTable {

  private static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");
  private static final long TWO_DAYS_MS = 2 * 86_400_000L;
  private static final Pattern TIME = Pattern.compile("@(\\d{4}-\\S+Z)");
  private static final Pattern DAY = Pattern.compile("day (\\d{4}-\\d{2}-\\d{2})");
  private static final Pattern DEADLINE = Pattern.compile("until (\\d{13})");

  private final EngineHarness harness = new EngineHarness().founded();
  private final Script script = new Script(harness);

  ValueDayTable() {
    long nowMs = Instant.parse("2022-03-10T12:00:00Z").toEpochMilli();
    TreeSet<Weekday> weekend = new TreeSet<>(List.of(Weekday.SATURDAY, Weekday.SUNDAY));
    govern(nowMs, new CalendarChange.EnterZone(Zones.of("America/Asuncion")));
    for (String country : List.of("AR", "PY")) {
      govern(
          nowMs,
          new CalendarChange.EnterCalendar(new Calendar(country, weekend, List.of())));
    }
    AgreementFrame frame =
        new AgreementFrame(
            10,
            "Argentina and Paraguay, in pesos",
            List.of(
                new AgreementFrame.Party(World.participant("AR"), "AR", World.ARS),
                new AgreementFrame.Party(World.participant("PY"), "PY", World.PYG)),
            "law of Paraguay",
            "America/Asuncion",
            day("2022-03-16"),
            Agreement.OPEN_END,
            0,
            AgreementFrame.Ratification.NOT_NEEDED);
    AnnexTerms settlement =
        new AnnexTerms.Settlement(
            SettlementModel.SINGLE, List.of(), List.of(), List.of(), TWO_DAYS_MS);
    AnnexTerms days =
        new AnnexTerms.Days(
            List.of("AR", "PY"),
            new DayGrid(
                List.of(
                    moment(GridMoment.CUSTOMER_CUT_OFF, "15:00", "11:00"),
                    moment(GridMoment.INTERBANK_CUT_OFF, "16:00", "12:00"),
                    moment(GridMoment.DAY_END, "18:00", "18:00"))),
            null);
    List<Annex> annexes = new ArrayList<>();
    for (AnnexTerms terms : List.of(settlement, days)) {
      annexes.add(new Annex(10, 1, day("2022-03-16"), Agreement.OPEN_END, terms));
    }
    govern(nowMs, new AgreementChange.DraftAgreement(frame));
    annexes.forEach(annex -> govern(nowMs, new AgreementChange.ProposeAnnex(annex)));
    Digest digest = AnnexForm.digest(frame, annexes);
    for (String party : List.of("AR", "PY")) {
      govern(nowMs, new AgreementChange.AgreeText(10, World.participant(party), digest));
    }
    for (String party : List.of("AR", "PY")) {
      govern(nowMs, new AgreementChange.SignAgreement(10, World.participant(party), digest));
    }
    script.run("@" + Instant.parse("2022-03-16T12:00:00Z").toEpochMilli() + " pass");
  }

  private void govern(long nowMs, Governance change) {
    List<Event> events = harness.apply(nowMs, new Command.Govern(BY, change));
    for (Event event : events) {
      assertTrue(event instanceof Event.Governed, event::toString);
    }
  }

  private static DayGrid.Moment moment(GridMoment name, String time, String half) {
    return new DayGrid.Moment(
        name, "America/Asuncion", LocalTime.parse(time).toSecondOfDay(),
        LocalTime.parse(half).toSecondOfDay());
  }

  private static int day(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }

  /// Times and days are written as people do; Paraguay is three hours behind UTC in March.
  private void check(String transcript) {
    StringBuilder actual = new StringBuilder();
    for (String line : transcript.split("\n")) {
      if (line.startsWith("#")) {
        actual.append(line).append('\n');
      } else if (line.startsWith(">")) {
        actual.append(line).append('\n');
        run(line.substring(1).strip()).forEach(e -> actual.append(shown(e)).append('\n'));
      }
    }
    assertEquals(transcript.strip(), actual.toString().strip());
    harness.checkAll();
  }

  private List<String> run(String line) {
    String text = TIME.matcher(line).replaceAll(m -> "@" + ms(m.group(1)));
    text = DAY.matcher(text).replaceAll(m -> "day " + day(m.group(1)));
    text = text.replaceFirst("expires (\\S+Z)", "expires " + expiry(text));
    String[] words = text.split(" ");
    if (words[0].equals("holiday") || words[0].equals("half-holiday")) {
      Holiday.Length length =
          words[0].equals("holiday") ? Holiday.Length.FULL : Holiday.Length.HALF;
      Holiday holiday = new Holiday(day(words[2]), length, 0, "declared late");
      return harness
          .apply(
              nowMs,
              new Command.Govern(BY, new CalendarChange.DeclareHoliday(words[1], holiday)))
          .stream()
          .map(Script::text)
          .toList();
    }
    if (words[0].startsWith("@")) {
      nowMs = Long.parseLong(words[0].substring(1));
    }
    if (text.contains("between-banks")) {
      return between(text.replace(" between-banks", ""));
    }
    return script.run(text);
  }

  private long nowMs;

  private static String expiry(String text) {
    Matcher matcher = Pattern.compile("expires (\\S+Z)").matcher(text);
    return matcher.find() ? "" + ms(matcher.group(1)) : "0";
  }

  private static long ms(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  /// The same payment in a pacs.009.
  private List<String> between(String text) {
    String pay = text.substring(text.indexOf("pay"));
    Command.ReceiveMessage customer =
        (Command.ReceiveMessage) Script.message("between " + pay, List.of(pay), 0, 1);
    Command.Envelope e = customer.envelope();
    Command.Envelope between =
        new Command.Envelope(
            e.digest(), e.sender(), e.messageKey(), 9_08, e.part(), e.parts(), e.transactions());
    return harness
        .apply(
            nowMs,
            new Command.ReceiveMessage(between, customer.instructions(), customer.evidence()))
        .stream()
        .filter(event -> !(event instanceof Event.MessageReceived))
        .map(Script::text)
        .toList();
  }

  /// Events of the calendar in few words, days and deadlines as people write them.
  private static String shown(String event) {
    String text =
        event
            .replaceFirst("DayOpened\\[agreement=10, day=(\\d+),.*", "DAY %$1")
            .replaceFirst("DayNotOpened\\[agreement=10, day=(\\d+), missing=(.*)]", "NOT %$1 $2")
            .replaceFirst(
                "HolidayDeclared\\[country=(..), holiday=Holiday\\[day=(\\d+),.*", "HOLIDAY $1 %$2")
            .replaceFirst(
                "PaymentRedated\\[payment=.*(.), agreement=10, oldDay=(\\d+), newDay=(\\d+),"
                    + " deadlineMs=(\\d+)]",
                "REDATED u$1 from %$2 to %$3 until $4");
    text =
        DEADLINE
            .matcher(text)
            .replaceAll(m -> "until " + Instant.ofEpochMilli(Long.parseLong(m.group(1))));
    return Pattern.compile("%(\\d+)")
        .matcher(text)
        .replaceAll(m -> LocalDate.ofEpochDay(Long.parseLong(m.group(1))).toString());
  }

  @Test
  void aPaymentMeetsTheCutOffOfItsValueDate() {
    check(
        """
        > fund A1/S@AR:ARS 1000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1000.00
        > @2022-03-16T17:59:59.999Z pay u1 A1>P1 10.00 ARS day 2022-03-16
          accepted u1 10.00 ARS for 10.00 ARS
          settled u1
            A1/S@AR:ARS -10.00 = 990.00
            P1/S@AR:ARS +10.00 = 10.00
        > @2022-03-16T18:00:00Z pay u2 A1>P1 10.00 ARS day 2022-03-16
          rejected u2 [CUT_OFF_PASSED]
        # The same again gets the same answer, on any day.
        > pay u2 A1>P1 10.00 ARS day 2022-03-16
          message repeated, first at 1647453600000ms
          repeated u2 REJECTED [CUT_OFF_PASSED]
        # Banks among each other have an hour more.
        > @2022-03-16T18:00:00Z pay u3 A1>P1 10.00 ARS day 2022-03-16 between-banks
          accepted u3 10.00 ARS for 10.00 ARS
          settled u3
            A1/S@AR:ARS -10.00 = 980.00
            P1/S@AR:ARS +10.00 = 20.00
        > @2022-03-16T19:00:00Z pay u4 A1>P1 10.00 ARS day 2022-03-16 between-banks
          rejected u4 [CUT_OFF_PASSED]
        > pay u5 A1>P1 10.00 ARS day 2022-03-19
          rejected u5 [VALUE_DAY_CLOSED]
        > pay u6 A1>P1 10.00 ARS day 2022-03-17
          accepted u6 10.00 ARS for 10.00 ARS
          settled u6
            A1/S@AR:ARS -10.00 = 970.00
            P1/S@AR:ARS +10.00 = 30.00
        > pay u7 A1>P1 10.00 ARS day 2041-03-18
          accepted u7 10.00 ARS for 10.00 ARS
          settled u7
            A1/S@AR:ARS -10.00 = 960.00
            P1/S@AR:ARS +10.00 = 40.00
        # An agreement without a calendar is open at any time.
        > pay u8 A1>B1 10.00 ARS credit ARS day 2022-03-19
          accepted u8 10.00 ARS for 10.00 ARS
          settled u8
            A1/S@AR:ARS -10.00 = 950.00
            BR/L@AR:ARS +10.00 = 10.00
            BR/N@BR:ARS -10.00 = -10.00
            B1/S@BR:ARS +10.00 = 10.00
        """);
  }

  @Test
  void aLateHolidayRedatesWhatWaits() {
    check(
        """
        > @2022-03-17T12:00:00Z pay u1 A1>P1 10.00 ARS day 2022-03-18
          governed DAY 2022-03-17
          accepted u1 10.00 ARS for 10.00 ARS
          queued u1 on A1/S@AR:ARS until 2022-03-19T12:00:00Z COVER_MISSING
        > pay u2 A1>P1 20.00 ARS day 2022-03-18 expires 2022-03-18T20:00:00Z
          accepted u2 20.00 ARS for 20.00 ARS
          queued u2 on A1/S@AR:ARS until 2022-03-18T20:00:00Z COVER_MISSING
        > pay u3 A1>P1 30.00 ARS day 2022-03-21
          accepted u3 30.00 ARS for 30.00 ARS
          queued u3 on A1/S@AR:ARS until 2022-03-19T12:00:00Z COVER_MISSING
        > pay u4 A1>B1 40.00 ARS credit ARS day 2022-03-18
          accepted u4 40.00 ARS for 40.00 ARS
          queued u4 on A1/S@AR:ARS until 2022-03-17T12:00:01Z COVER_MISSING
        > restart
        # Friday becomes a holiday in Paraguay: Monday, three days later, is next.
        > holiday PY 2022-03-18
          governed HOLIDAY PY 2022-03-18
          governed REDATED u1 from 2022-03-18 to 2022-03-21 until 2022-03-22T12:00:00Z
          governed REDATED u2 from 2022-03-18 to 2022-03-21 until 2022-03-18T20:00:00Z
        > restart
        # Half a holiday moves nothing.
        > half-holiday AR 2022-03-21
          governed HOLIDAY AR 2022-03-21
        > @2022-03-19T12:00:00Z pass
          expired u4 WAITED_TOO_LONG
          expired u2 WAITED_TOO_LONG
          expired u3 WAITED_TOO_LONG
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
          settled u1
            A1/S@AR:ARS -10.00 = 90.00
            P1/S@AR:ARS +10.00 = 10.00
        # The half day has its own cut-off, at eleven.
        > @2022-03-21T13:59:59Z pay u5 A1>P1 1.00 ARS day 2022-03-21
          governed DAY 2022-03-21
          accepted u5 1.00 ARS for 1.00 ARS
          settled u5
            A1/S@AR:ARS -1.00 = 89.00
            P1/S@AR:ARS +1.00 = 11.00
        > @2022-03-21T14:00:00Z pay u6 A1>P1 1.00 ARS day 2022-03-21
          rejected u6 [CUT_OFF_PASSED]
        > pay u7 A1>P1 1.00 ARS day 2022-03-18
          rejected u7 [VALUE_DAY_CLOSED]
        """);
  }

  @Test
  void aDayWhoseZoneIsNotCoveredTakesNoPayments() {
    Instant end = Instant.parse("2022-03-22T00:00:00Z");
    govern(
        Instant.parse("2022-03-16T12:00:00Z").toEpochMilli(),
        new CalendarChange.EnterZone(Zones.of("America/Asuncion", "2022a", end)));
    check(
        """
        > @2022-03-22T12:00:00Z pay u1 A1>P1 1.00 ARS day 2022-03-22
          governed DAY 2022-03-17
          governed DAY 2022-03-18
          governed DAY 2022-03-21
          governed NOT 2022-03-22 zone America/Asuncion
          rejected u1 [VALUE_DAY_NOT_OPENED]
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > pay u2 A1>P1 1.00 ARS day 2022-03-23
          accepted u2 1.00 ARS for 1.00 ARS
          settled u2
            A1/S@AR:ARS -1.00 = 99.00
            P1/S@AR:ARS +1.00 = 1.00
        """);
  }
}
