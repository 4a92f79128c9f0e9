package kontor.server.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong in a scenario is told with file, line and what is allowed, all at once.
class ScenarioReaderTable {

  @TempDir private Path folder;

  @Test
  void everyFaultNamesItsLine() throws IOException {
    check(
        """
        curency BRL 2
        currency brl 2
        currency BRL 7
        currency BRL 2
        bank BNAABRS0
        bank BNAABRS at CIBRBRB0
        account CIBRBRB0 ARS BNAABRS0 SETTLEMENT
        account CIBRBRB0 BRL BNAABRS0 SAVINGS
        funds A in CIBRBRB0 BRL BNAABRS0 SETTLEMENT 1.234
        funds A up CIBRBRB0 BRL BNAABRS0 SETTLEMENT 1.23
        wait 5
        fixing 1 legs 5.0 6.0 from 2022-03-11 source "x"
        rate 1 BRL BRL -1 from 2022-03-11T00:00:00Z source "x"
        institution CIBRBRB0 more
        agreement 1 version 1 RECIPROCAL
          between CIBRBRB0 BRL and CIARARB0 BRL
          weights 1
        """,
        """
        1 "curency" is not known; allowed: currency, institution, bank, provider, admission, \
        book, account, line, funds, agreement, fixing, rate, calendar, message, wait, clock, \
        persons, name, chapter, at, pay, post, tiers, better, ask, choose, enter, agree, sign, \
        ratify, propose, withdraw, suspend, \
        resume, terminate, holiday, half-day, zone, member, standing, notice, redenomination, \
        propose-rate, propose-manual, approve-rate, decline-rate, fall-back
        2 "2" is not a number of minor digits, 0 to 4: currency code is three capital letters: brl
        3 "7" is not a number of minor digits, 0 to 4: minor digits are 0 to 4: 7
        5 expected "at", found the end of the line
        6 "BNAABRS" is not a BIC: a BIC has 8 or 11 characters: BNAABRS
        7 currency "ARS" is not defined above; allowed: BRL
        8 "SAVINGS" is not known here; allowed: SETTLEMENT, LORO, NOSTRO, PROVIDER, IN_TRANSIT, \
        FROZEN, FEE, INTEREST, ROUNDING, RESIDUAL, LEDGER
        9 "1.234" is not a sum with at most 2 decimals: it does not fit BRL
        10 "up" is not known here; allowed: IN, OUT
        11 "5" is not a duration; allowed: a number with ms, s, min, h or d
        12 "2022-03-11" is not a time with offset such as 2022-03-11T00:00:00Z
        13 "-1" is not a rate such as 188.42: a rate is a decimal number: -1
        14 nothing more is allowed on this line, found "more"
        17 "weights" is not part of an agreement; allowed: between, from, rates, sums, \
        one-currency, maximum, queue
        15 the agreement lacks its first value date; write "from 2022-01-01" below it
        """);
  }

  /// One spelling for a number, as in agreements and on the command line.
  @Test
  void numbersArePlainDigits() throws IOException {
    check(
        """
        \ufeffcurrency BRL 2
        currency ARS +2
        line CIBRBRB0 BRL CIARARB0 LORO 1E3
        line CIBRBRB0 BRL CIARARB0 LORO +5.00
        line CIBRBRB0 BRL CIARARB0 LORO -5.00
        line CIBRBRB0 BRL CIARARB0 LORO .5
        line CIBRBRB0 BRL CIARARB0 LORO 5.
        line CIBRBRB0 BRL CIARARB0 LORO \u0665
        line CIBRBRB0 BRL CIARARB0 LORO 1000.000
        agreement +1 version 1 RECIPROCAL
        rate -1 BRL BRL 1 from 2022-03-11T00:00:00Z source "x"
        """,
        """
        2 "+2" is not a number of minor digits, 0 to 4: write one digit
        3 "1E3" is not a sum with at most 2 decimals: write digits with a point before the \
        decimals, no sign and nothing between thousands
        4 "+5.00" is not a sum with at most 2 decimals: write digits with a point before the \
        decimals, no sign and nothing between thousands
        5 "-5.00" is not a sum with at most 2 decimals: write digits with a point before the \
        decimals, no sign and nothing between thousands
        6 ".5" is not a sum with at most 2 decimals: write digits with a point before the \
        decimals, no sign and nothing between thousands
        7 "5." is not a sum with at most 2 decimals: write digits with a point before the \
        decimals, no sign and nothing between thousands
        8 "\u0665" is not a sum with at most 2 decimals: write digits with a point before the \
        decimals, no sign and nothing between thousands
        10 "+1" is not the number of the agreement: write up to 9 digits, no sign
        11 "-1" is not the number of an agreement: write up to 9 digits, no sign
        """);
  }

  @Test
  void aNewUnitNamesBothMoneysItsDayAndTwoPersons() throws IOException {
    check(
        """
        currency VES 2
        currency VED 2
        redenomination VES to VED factor 1000000 at 2021-10-01 UTC by "A" and "B"
        redenomination VES to VED factor 1000000 at 2021-10-01 America/Caracas rounding \
        HALF_EVEN prices at-least-one window 30 old-code means-new by "A" and "B"
        redenomination VES to VEX factor 1000000 at 2021-10-01 UTC by "A" and "B"
        redenomination VES to VED factor 0 at 2021-10-01 UTC by "A" and "B"
        redenomination VES to VED factor 10 at 2021-13-01 UTC by "A" and "B"
        redenomination VES to VED factor 10 at 2021-10-01 UTC by "A"
        redenomination VES to VED factor 10 at 2021-10-01 UTC rounding FIVE_STEP by "A" and "B"
        redenomination VES to VED factor 10 at 2021-10-01 UTC old-code kept by "A" and "B"
        redenomination VES to VED factor 10 at 2021-10-01 Mars/Base
        """,
        """
        5 currency "VEX" is not defined above; allowed: VED, VES
        6 "0" is not a factor such as 1000000: a rate is greater than zero: 0
        7 "2021-13-01" is not a day such as 2022-03-11
        8 expected "and", found the end of the line
        9 FIVE_STEP is for rates; allowed: HALF_UP, HALF_EVEN, UP, DOWN
        10 "kept" is not known here; allowed: REFUSED, MEANS_NEW
        11 "Mars/Base" is no time zone; write a name such as America/Caracas
        """);
  }

  @Test
  void anAgreementNamesAProviderExactlyWhenItsModelNeedsOne() throws IOException {
    check(
        """
        currency BRL 2
        currency ARS 2
        agreement 1 version 1 PROVIDER
          between CIBRBRB0 BRL and CIARARB0 ARS
          from 2022-01-01
        """,
        """
        3 a provider is named ("through BIC") exactly when the model is PROVIDER
        """);
  }

  @Test
  void calendarsHolidaysAndZonesAreRead() throws IOException {
    check(
        """
          holiday 2026-02-16 "Carnival"
        calendar br rest SUNDAY
        calendar BR rest SATURDAY SUNDAI
        calendar BR rest SATURDAY SUNDAY by "A. Reis" and "C. Lima"
          holiday 2026-02-16 "Carnival"
          half-day 2026-02-18 "Ash Wednesday"
          feast 2026-02-18 "Ash Wednesday"
          holiday 2026-02-30 "Never"
          holiday 2026-02-17
        calendar AR rest MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY
        calendar PY rest SUNDAY
          holiday 2026-02-16 "Carnival"
          half-day 2026-02-16 "Ash Monday"
        holiday BR 2026-05-18
        half-day BRA 2026-05-18 "Census"
        zone America/Brasilia
        zone America/Sao_Paulo by "A. Reis" or "C. Lima"
        """,
        """
        1 an indented line belongs to an agreement or a calendar, and none is above
        2 "br" is not a country such as BR: two capital letters, ISO 3166
        3 "SUNDAI" is not known here; allowed: MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, \
        SATURDAY, SUNDAY
        7 "feast" is not part of a calendar; allowed: holiday, half-day
        8 "2026-02-30" is not a day such as 2022-03-11
        9 expected the name of the holiday, in quotes at the end of the line
        10 the calendar of AR cannot be: a country works on at least one day of the week
        11 the calendar of PY cannot be: two holidays on one day
        14 expected the name of the holiday, in quotes at the end of the line
        15 "BRA" is not a country such as BR: two capital letters, ISO 3166
        16 "America/Brasilia" is not a time zone such as America/Sao_Paulo: no time zone has the \
        name America/Brasilia
        17 expected "and", found or
        """);
  }

  private void check(String scenario, String expected) throws IOException {
    Path file = folder.resolve("x.scenario");
    Files.writeString(file, scenario);
    List<String> faults =
        ScenarioReader.read(file).faults().stream()
            .map(f -> f.substring(file.toString().length() + 1).replaceFirst(": ", " "))
            .toList();
    assertEquals(expected.strip(), String.join("\n", faults));
  }
}
