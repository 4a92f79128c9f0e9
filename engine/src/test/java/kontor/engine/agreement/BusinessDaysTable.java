package kontor.engine.agreement;

import java.util.List;
import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// How business days open, what can be dated to them, and extensions of their cut-offs (F03, 5.5).
class BusinessDaysTable {

  private static final String GRID =
      """
      START America/Sao_Paulo 09:00
      CUSTOMER_CUT_OFF America/Argentina/Buenos_Aires 16:00 half 12:00
      INTERBANK_CUT_OFF America/Sao_Paulo 17:00 half 13:00
      DAY_END America/Sao_Paulo 18:00
      """;

  private static final String ENTERED =
      """
      > @2026-02-12T12:00:00Z calendar BR SATURDAY SUNDAY
        calendar BR
      > calendar AR SATURDAY SUNDAY
        calendar AR
      > zone America/Sao_Paulo 2025b
        zone America/Sao_Paulo
      > zone America/Argentina/Buenos_Aires 2025b
        zone America/Argentina/Buenos_Aires
      """;

  private static DaysScript corridor() {
    return new DaysScript().agree(1, "BR AR", "25000.00", GRID);
  }

  /// The corridor with its calendars, the days before the first line left aside.
  private static DaysScript entered() {
    DaysScript script = corridor();
    ENTERED.lines().filter(l -> l.startsWith(">")).forEach(l -> script.run(l.substring(2)));
    return script;
  }

  @Test
  void aDayOpensWhenItBeginsAndItsMomentsAreInstants() {
    entered()
        .check(
            """
            > @2026-02-13T02:59:59Z
            > @2026-02-13T03:00:00Z
              opened 1 2026-02-13 BUSINESS_DAY START 2026-02-13T12:00:00Z, \
            CUSTOMER_CUT_OFF 2026-02-13T19:00:00Z, INTERBANK_CUT_OFF 2026-02-13T20:00:00Z, \
            DAY_END 2026-02-13T21:00:00Z [2025b]
            # Carnival is declared in time; the next joint day is half a day in Brazil.
            > holiday BR 2026-02-16
              declared on 2026-02-13: BR 2026-02-16
            > holiday BR 2026-02-17
              declared on 2026-02-13: BR 2026-02-17
            > half-holiday BR 2026-02-18
              declared on 2026-02-13: BR 2026-02-18
            > @2026-02-18T03:00:00Z
              opened 1 2026-02-18 HALF_DAY START 2026-02-18T12:00:00Z, \
            CUSTOMER_CUT_OFF 2026-02-18T15:00:00Z, INTERBANK_CUT_OFF 2026-02-18T16:00:00Z, \
            DAY_END 2026-02-18T21:00:00Z [2025b]
            """);
  }

  @Test
  void aValueDateIsAJointDayBeforeItsCutOff() {
    entered()
        .check(
            """
            > @2026-02-13T18:59:59.999Z check 1 2026-02-13
              opened 1 2026-02-13 BUSINESS_DAY START 2026-02-13T12:00:00Z, \
            CUSTOMER_CUT_OFF 2026-02-13T19:00:00Z, INTERBANK_CUT_OFF 2026-02-13T20:00:00Z, \
            DAY_END 2026-02-13T21:00:00Z [2025b]
              accepted
            > @2026-02-13T19:00:00Z check 1 2026-02-13
              CUT_OFF_PASSED
            > check 1 2026-02-13 INTERBANK_CUT_OFF
              accepted
            > @2026-02-13T20:00:00Z check 1 2026-02-13 INTERBANK_CUT_OFF
              CUT_OFF_PASSED
            > check 1 2026-02-14
              VALUE_DAY_CLOSED
            > check 1 2026-02-16
              accepted
            > check 1 2026-02-12
              CUT_OFF_PASSED
            > check 1 1999-01-04
              CUT_OFF_PASSED
            > check 1 2031-02-12
              accepted
            # Agreements without a calendar are open at any time.
            > check 2 1999-01-02
              accepted
            """);
  }

  @Test
  void aGridHasTheCutOffThatItHas() {
    DaysScript script =
        new DaysScript()
            .agree(1, "BR", null, "INTERBANK_CUT_OFF UTC 10:00")
            .agree(2, "BR", null, "DAY_END UTC 10:00")
            .agree(3, "BR", null, "START UTC 08:00")
            .agree(4, "BR", null, "");
    script.run("@2026-02-12T09:00:00Z zone UTC 2025b");
    script.run("calendar BR SATURDAY SUNDAY");
    script.check(
        """
        > @2026-02-12T09:59:59.999Z check 1 2026-02-12
          accepted
        > check 2 2026-02-12 INTERBANK_CUT_OFF
          accepted
        > @2026-02-12T10:00:00Z check 1 2026-02-12
          CUT_OFF_PASSED
        > check 2 2026-02-12 INTERBANK_CUT_OFF
          CUT_OFF_PASSED
        # Without any, a day lasts until the next one opens.
        > @2026-02-12T23:59:59Z check 3 2026-02-12
          accepted
        > @2026-02-13T00:00:00Z check 3 2026-02-12
          opened 1 2026-02-13 BUSINESS_DAY INTERBANK_CUT_OFF 2026-02-13T10:00:00Z [2025b]
          opened 2 2026-02-13 BUSINESS_DAY DAY_END 2026-02-13T10:00:00Z [2025b]
          opened 3 2026-02-13 BUSINESS_DAY START 2026-02-13T08:00:00Z [2025b]
          opened 4 2026-02-13 BUSINESS_DAY  []
          CUT_OFF_PASSED
        > @2026-02-15T12:00:00Z check 4 2026-02-13
          accepted
        """);
  }

  @Test
  void fridayAndSaturdayHereSaturdayAndSundayThere() {
    DaysScript script =
        new DaysScript()
            .agree(1, "AE BH", null, "CUSTOMER_CUT_OFF Asia/Dubai 14:00");
    script.check(
        """
        > @2026-02-12T05:00:00Z calendar AE SATURDAY SUNDAY
          calendar AE
          not opened 1 2026-02-10, missing calendar BH
          not opened 1 2026-02-11, missing calendar BH
          not opened 1 2026-02-12, missing calendar BH
        > calendar BH FRIDAY SATURDAY
          calendar BH
          not opened 1 2026-02-10, missing zone Asia/Dubai
          not opened 1 2026-02-11, missing zone Asia/Dubai
          not opened 1 2026-02-12, missing zone Asia/Dubai
        > zone Asia/Dubai 2025b
          zone Asia/Dubai
          opened 1 2026-02-10 BUSINESS_DAY CUSTOMER_CUT_OFF 2026-02-10T10:00:00Z [2025b]
          opened 1 2026-02-11 BUSINESS_DAY CUSTOMER_CUT_OFF 2026-02-11T10:00:00Z [2025b]
          opened 1 2026-02-12 BUSINESS_DAY CUSTOMER_CUT_OFF 2026-02-12T10:00:00Z [2025b]
        > @2026-02-16T00:00:00Z
          opened 1 2026-02-16 BUSINESS_DAY CUSTOMER_CUT_OFF 2026-02-16T10:00:00Z [2025b]
        > redated 1 2026-02-13
          2026-02-16
        > check 1 2026-02-15
          VALUE_DAY_CLOSED
        """);
  }

  @Test
  void aZoneThatIsNotCoveredIsNeverGuessed() {
    DaysScript script = entered();
    script.run("zone America/Sao_Paulo 2025c until 2026-02-16");
    script.check(
        """
        > @2026-02-16T03:00:00Z
          opened 1 2026-02-13 BUSINESS_DAY START 2026-02-13T12:00:00Z, \
        CUSTOMER_CUT_OFF 2026-02-13T19:00:00Z, INTERBANK_CUT_OFF 2026-02-13T20:00:00Z, \
        DAY_END 2026-02-13T21:00:00Z [2025c, 2025b]
          not opened 1 2026-02-16, missing zone America/Sao_Paulo
        > check 1 2026-02-16
          VALUE_DAY_NOT_OPENED
        > check 1 2026-02-17
          accepted
        > restart
        # The table comes late; it changes nothing of a day that has opened.
        > @2026-02-16T14:00:00Z zone America/Sao_Paulo 2026a
          zone America/Sao_Paulo
          opened 1 2026-02-16 BUSINESS_DAY START 2026-02-16T12:00:00Z, \
        CUSTOMER_CUT_OFF 2026-02-16T19:00:00Z, INTERBANK_CUT_OFF 2026-02-16T20:00:00Z, \
        DAY_END 2026-02-16T21:00:00Z [2026a, 2025b]
        > check 1 2026-02-16
          accepted
        """);
  }

  /// Lebanon put its summer time off from Sunday to Thursday, days before; releases 2023b and
  /// 2023c of the database said one and the other.
  @Test
  void aNewerTableChangesLaterDaysOnly() {
    new DaysScript()
        .agree(1, "LB", null, "CUSTOMER_CUT_OFF Asia/Beirut 12:00")
        .check(
            """
            > @2023-03-24T12:00:00Z calendar LB SATURDAY SUNDAY
              calendar LB
              not opened 1 2023-03-22, missing zone Asia/Beirut
              not opened 1 2023-03-23, missing zone Asia/Beirut
              not opened 1 2023-03-24, missing zone Asia/Beirut
            > offset Asia/Beirut 2023c +02:00 2023-03-25T22:00:00Z +03:00
              zone Asia/Beirut
              opened 1 2023-03-22 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-22T10:00:00Z [2023c]
              opened 1 2023-03-23 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-23T10:00:00Z [2023c]
              opened 1 2023-03-24 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-24T10:00:00Z [2023c]
            > @2023-03-26T21:00:00Z
              opened 1 2023-03-27 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-27T09:00:00Z [2023c]
            > @2023-03-27T06:00:00Z offset Asia/Beirut 2023b +02:00 2023-03-29T22:00:00Z +03:00
              zone Asia/Beirut
            > @2023-03-27T08:59:59Z check 1 2023-03-27
              accepted
            > @2023-03-27T09:00:00Z check 1 2023-03-27
              CUT_OFF_PASSED
            > @2023-03-29T22:00:00Z
              opened 1 2023-03-28 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-28T10:00:00Z [2023b]
              opened 1 2023-03-29 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-29T10:00:00Z [2023b]
              opened 1 2023-03-30 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-03-30T09:00:00Z [2023b]
            """);
  }

  @Test
  void gapsAndOverlapsAreNamed() {
    DaysScript script =
        new DaysScript()
            .agree(1, "IR", null, "START Asia/Tehran 00:30\nDAY_END Asia/Tehran 01:00")
            .agree(2, "EG", null, "START Africa/Cairo 23:30\nDAY_END Africa/Cairo 23:15");
    script.run("@2022-03-20T12:00:00Z zone Asia/Tehran 2025b");
    script.run("zone Africa/Cairo 2025b");
    script.run("calendar IR FRIDAY");
    script.run("calendar EG FRIDAY SATURDAY");
    script.check(
        """
        > @2022-03-21T20:30:00Z
          opened 1 2022-03-21 BUSINESS_DAY START 2022-03-20T21:00:00Z, \
        DAY_END 2022-03-20T21:30:00Z [2025b]
          opened 2 2022-03-21 BUSINESS_DAY START 2022-03-21T21:30:00Z, \
        DAY_END 2022-03-21T21:15:00Z [2025b] out of order DAY_END
          opened 1 2022-03-22 BUSINESS_DAY START 2022-03-21T20:30:00Z in_gap, \
        DAY_END 2022-03-21T20:30:00Z [2025b]
        """);
  }

  @Test
  void aNightIsTwiceAsLongAndTheEarlierHourCounts() {
    DaysScript script =
        new DaysScript().agree(1, "EG", null, "CUSTOMER_CUT_OFF Africa/Cairo 23:30");
    script.run("@2023-10-25T12:00:00Z zone Africa/Cairo 2025b");
    script.run("calendar EG FRIDAY SATURDAY");
    script.check(
        """
        > @2023-10-25T21:00:00Z
          opened 1 2023-10-26 BUSINESS_DAY CUSTOMER_CUT_OFF 2023-10-26T20:30:00Z in_overlap \
        [2025b]
        > @2023-10-26T20:30:00Z check 1 2023-10-26
          CUT_OFF_PASSED
        """);
  }

  @Test
  void aHolidayIsDeclaredBeforeItsDayBeginsInTheFirstZone() {
    DaysScript script = entered();
    script.check(
        """
        > @2026-02-13T02:59:59Z holiday BR 2026-02-13
          declared on 2026-02-12: BR 2026-02-13
        > holiday BR 2026-02-13
          objection ALREADY_EXISTS to calendar BR
        > holiday BR 2026-02-14
          objection HOLIDAY_ON_REST_DAY to calendar BR
        > holiday AR 2026-02-12
          objection DAY_HAS_BEGUN to calendar AR
        > @2026-02-16T03:00:00Z holiday AR 2026-02-16
          opened 1 2026-02-16 BUSINESS_DAY START 2026-02-16T12:00:00Z, \
        CUSTOMER_CUT_OFF 2026-02-16T19:00:00Z, INTERBANK_CUT_OFF 2026-02-16T20:00:00Z, \
        DAY_END 2026-02-16T21:00:00Z [2025b]
          objection DAY_HAS_BEGUN to calendar AR
        > holiday XX 2026-02-20
          objection COUNTRY_UNKNOWN to calendar XX
        # Of a country that no agreement counts with, by the day of UTC.
        > calendar PY SATURDAY SUNDAY
          calendar PY
        > holiday PY 2026-02-16
          objection DAY_HAS_BEGUN to calendar PY
        > holiday PY 2026-02-17
          declared on 2026-02-16: PY 2026-02-17
        """);
  }

  /// The numbers of 5.5.
  @Test
  void anExtensionIsAskedForApprovedAndCharged() {
    DaysScript script = entered();
    script.run("@2026-02-13T12:00:00Z");
    script.check(
        """
        > approve 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1
          objection EXTENSION_NOT_REQUESTED to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 1
          requested 1 minutes
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 1
          objection ALREADY_EXISTS to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 2
          objection CONFLICTS_WITH_EARLIER to agreement 1, CUSTOMER_CUT_OFF
        > @2026-02-13T18:59:59Z request 1 2026-02-13 CUSTOMER_CUT_OFF BCRAARBA 31
          requested 31 minutes
        > restart
        > @2026-02-13T19:00:00Z check 1 2026-02-13
          CUT_OFF_PASSED
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BCBRBRDF 30
          objection CUT_OFF_HAS_COME to agreement 1, CUSTOMER_CUT_OFF
        # Asked for in time, granted after it.
        > approve 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1
          extended to 2026-02-13T19:01:00Z for 25000.00 SAR
        > check 1 2026-02-13
          accepted
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BCBRBRDF 30
          requested 30 minutes
        > @2026-02-13T19:01:00Z check 1 2026-02-13
          CUT_OFF_PASSED
        > approve 1 2026-02-13 CUSTOMER_CUT_OFF BCRAARBA
          extended to 2026-02-13T19:31:00Z for 50000.00 SAR
        # It comes at 19:31 already: nothing to be charged.
        > approve 1 2026-02-13 CUSTOMER_CUT_OFF BCBRBRDF
          objection ALREADY_EXISTS to agreement 1, CUSTOMER_CUT_OFF
        > @2026-02-13T19:30:59.999Z check 1 2026-02-13
          accepted
        > restart
        > @2026-02-13T19:31:00Z check 1 2026-02-13
          CUT_OFF_PASSED
        > request 1 2026-02-13 INTERBANK_CUT_OFF BCBRBRDF 30
          requested 30 minutes
        > approve 1 2026-02-13 INTERBANK_CUT_OFF BCBRBRDF
          extended to 2026-02-13T20:30:00Z for 25000.00 SAR
        """);
  }

  @Test
  void whatCannotBeExtended() {
    DaysScript script =
        entered().agree(2, "BR", null, "CUSTOMER_CUT_OFF America/Sao_Paulo 16:00");
    script.run("@2026-02-13T12:00:00Z calendar PY SUNDAY");
    script.check(
        """
        > request 3 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 30
          objection AGREEMENT_UNKNOWN to agreement 3, CUSTOMER_CUT_OFF
        > request 1 2026-02-16 CUSTOMER_CUT_OFF BANKBRS1 30
          objection DAY_NOT_OPEN to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 START BANKBRS1 30
          objection MOMENT_NOT_A_CUT_OFF to agreement 1, START
        > request 2 2026-02-13 INTERBANK_CUT_OFF BANKBRS1 30
          objection MOMENT_NOT_A_CUT_OFF to agreement 2, INTERBANK_CUT_OFF
        > request 2 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 30
          objection EXTENSION_NOT_AGREED to agreement 2, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF UNKNOWNX 30
          objection PARTICIPANT_UNKNOWN to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BCPAPYPX 30
          objection NOT_OF_THE_AGREEMENT to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 0
          objection MINUTES_INVALID to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 1441
          objection MINUTES_INVALID to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 121
          objection EXTENSION_AFTER_DAY_END to agreement 1, CUSTOMER_CUT_OFF
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 61
          requested 61 minutes
        > approve 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1
          extended to 2026-02-13T20:01:00Z for 75000.00 SAR
        """);
  }

  @Test
  void tablesHaveBounds() {
    DaysScript script = entered();
    int calendars = 2;
    for (char first = 'A'; first <= 'Z'; first++) {
      for (char second = 'A'; second <= 'Z' && calendars < Bounds.CALENDARS_MAX; second++) {
        boolean isNew = !List.of("BR", "AR").contains("" + first + second);
        calendars += isNew ? 1 : 0;
        script.run("calendar " + first + second + " SUNDAY");
      }
    }
    for (int i = 2; i < Bounds.ZONES_MAX; i++) {
      script.run("offset Zone/" + i + " 2025b +02:00 2023-03-25T22:00:00Z +03:00");
    }
    script.run("@2026-02-13T12:00:00Z");
    for (int i = 0; i < BusinessDays.REQUESTS_MAX; i++) {
      String bank = script.admit(i);
      script.run("request 1 2026-02-13 CUSTOMER_CUT_OFF " + bank + " 30");
    }
    script.check(
        """
        > calendar ZZ SUNDAY
          objection TABLE_FULL to calendar ZZ
        > offset Zone/One 2025b +02:00 2023-03-25T22:00:00Z +03:00
          objection TABLE_FULL to zone Zone/One
        > offset Zone/3 2025c +02:00 2023-03-25T22:00:00Z +03:00
          zone Zone/3
        > offset Zone/With_A_Name_Longer_Than_Any_Zone_Has 2025c +02:00 2023-03-25T22:00:00Z +03:00
          objection TEXT_TOO_LONG to zone Zone/With_A_Name_Longer_Than_Any_Zone_Has
        > request 1 2026-02-13 CUSTOMER_CUT_OFF BANKBRS1 30
          objection TABLE_FULL to agreement 1, CUSTOMER_CUT_OFF
        """);
  }

  @Test
  void whatPassedWhileTheLogStoodStillIsNotToldDayByDay() {
    DaysScript script = new DaysScript().agree(1, "BR", null, "DAY_END UTC 10:00");
    script.run("@2026-02-12T09:00:00Z zone UTC 2025b");
    script.run("calendar BR");
    script.check(
        """
        > @2027-02-12T09:00:00Z
          opened 1 2027-02-05 BUSINESS_DAY DAY_END 2027-02-05T10:00:00Z [2025b]
          opened 1 2027-02-06 BUSINESS_DAY DAY_END 2027-02-06T10:00:00Z [2025b]
          opened 1 2027-02-07 BUSINESS_DAY DAY_END 2027-02-07T10:00:00Z [2025b]
          opened 1 2027-02-08 BUSINESS_DAY DAY_END 2027-02-08T10:00:00Z [2025b]
          opened 1 2027-02-09 BUSINESS_DAY DAY_END 2027-02-09T10:00:00Z [2025b]
          opened 1 2027-02-10 BUSINESS_DAY DAY_END 2027-02-10T10:00:00Z [2025b]
          opened 1 2027-02-11 BUSINESS_DAY DAY_END 2027-02-11T10:00:00Z [2025b]
          opened 1 2027-02-12 BUSINESS_DAY DAY_END 2027-02-12T10:00:00Z [2025b]
        > check 1 2026-08-03
          CUT_OFF_PASSED
        > check 1 2027-02-12
          accepted
        """);
  }
}
