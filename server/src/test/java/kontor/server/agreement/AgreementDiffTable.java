package kontor.server.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Agreement;
import kontor.server.agreement.AgreementDiff.Change;
import kontor.server.gateway.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What changes between two texts, by value date.
class AgreementDiffTable {

  private static final String FEES = "annex fees version 1 from 2026-01-01\n";
  private static final String SECOND_RATES = "annex rates version 2 from 2026-10-01\n";

  @Test
  void nothingChangesWithoutAChange() throws IOException {
    check("", "", "");
    // Another way to write it, and words for people.
    check("one-currency BRL, ARS", "one-currency  BRL ARS # both", "");
  }

  @Test
  void aStatementChangesFromItsVersionOn() throws IOException {
    check("queue 4h", "queue 240min", "");
    check("queue 4h", "queue 5h", "settlement queue 4h -> 5h from 2026-01-01");
    check("  queue 4h", "", "settlement queue 4h -> nothing from 2026-01-01");
    check(
        SECOND_RATES + "  profile ARS/BRL FIVE_STEP:6", SECOND_RATES + "  profile ARS/BRL UP:6",
        "rates profile ARS/BRL FIVE_STEP:6 -> UP:6 from 2026-10-01");
    check(
        SECOND_RATES, "annex rates version 2 from 2026-09-15\n",
        "rates profile ARS/BRL FIVE_STEP:5 -> FIVE_STEP:6 from 2026-09-15 until 2026-09-30");
    check(
        FEES, FEES + "annex fees version 2 from 2026-07-15\n  penalty LATE_RETURN BRL 50.00\n",
        "fees penalty LATE_RETURN nothing -> BRL 50.00 from 2026-07-15");
  }

  @Test
  void anotherNumberOfAVersionAloneIsNoChange() throws IOException {
    check(
        FEES, FEES + "annex fees version 2 from 2026-07-15\n", "");
    check(
        FEES, "annex fees version 1 from 2026-01-01 until 2026-06-30\n"
            + "annex fees version 2 from 2026-07-01\n", "");
    check(
        FEES, "annex fees version 1 from 2026-01-01 until 2026-06-30\n",
        "fees  version 1 -> nothing from 2026-07-01");
  }

  @Test
  void frameAndCalendarsChangeForAllDays() throws IOException {
    check(
        "until 2030-12-31", "until 2031-12-31",
        "agreement from 2026-01-01 until 2030-12-31 -> 2026-01-01 until 2031-12-31");
    check(
        "  half-day 2026-12-24", "  holiday 2026-12-24",
        "calendar BR half-day 2026-12-24 \"Véspera de Natal\" -> nothing\n"
            + "calendar BR holiday 2026-12-24 nothing -> \"Véspera de Natal\"");
  }

  /// Fees that differ in whom they are for only are each compared with their own.
  @Test
  void feesForABankOrADirectionAreToldApart() throws IOException {
    String general = "  fee ANY BRL DEBTOR_AGENT DEDUCTED fixed ";
    String bank = "  fee ANY BRL DEBTOR_AGENT DEDUCTED bank BNAABRS0 fixed 2.00\n";
    checkFees(
        general + "5.00\n" + bank, general + "9.00\n" + bank,
        "fees fee ANY BRL DEBTOR_AGENT DEDUCTED fixed 5.00 -> fixed 9.00 from 2026-01-01");
    String sent = "  fee ANY BRL OTHER INVOICED sent-from ";
    checkFees(
        sent + "CIBRBRB0 fixed 1.00\n" + sent + "CIARARB0 fixed 2.00\n",
        sent + "CIBRBRB0 fixed 3.00\n" + sent + "CIARARB0 fixed 2.00\n",
        "fees fee ANY BRL OTHER INVOICED sent-from CIBRBRB0 fixed 1.00 -> fixed 3.00"
            + " from 2026-01-01");
    checkFees(
        general + "5.00\n", general.replace("DEDUCTED", "INVOICED") + "5.00\n",
        "fees fee ANY BRL DEBTOR_AGENT DEDUCTED fixed 5.00 -> nothing from 2026-01-01\n"
            + "fees fee ANY BRL DEBTOR_AGENT INVOICED nothing -> fixed 5.00 from 2026-01-01");
  }

  private static void checkFees(String before, String after, String expected)
      throws IOException {
    String text = example();
    assertEquals(
        expected,
        changes(text.replace(FEES, FEES + before), text.replace(FEES, FEES + after)));
  }

  @Test
  void oneVersionOrNoneHoldsOnADay() throws IOException {
    AgreementText agreement = read(example());
    for (LocalDate day = LocalDate.of(2025, 12, 1); day.getYear() < 2032; day = day.plusDays(1)) {
      boolean isInForce = day.getYear() >= 2026 && day.getYear() <= 2030;
      var rates = agreement.inForce(AnnexKind.RATES, (int) day.toEpochDay());
      int expected = !isInForce ? 0 : day.isBefore(LocalDate.of(2026, 10, 1)) ? 1 : 2;
      assertEquals(expected, rates == null ? 0 : rates.version(), day.toString());
      assertEquals(null, agreement.inForce(AnnexKind.CYCLE, (int) day.toEpochDay()));
    }
  }

  private static void check(String before, String after, String expected) throws IOException {
    String text = example();
    assertEquals(true, text.contains(before), "not in the example: " + before);
    String changed = text.replaceFirst(Pattern.quote(before),
        Matcher.quoteReplacement(after));
    assertEquals(expected, changes(text, changed));
  }

  private static String changes(String before, String after) {
    return AgreementDiff.of(read(before), read(after)).stream()
        .map(AgreementDiffTable::text)
        .collect(Collectors.joining("\n"));
  }

  private static String text(Change change) {
    String days =
        change.fromDay() == AgreementDiff.ALWAYS
            ? ""
            : " " + Spelling.period(change.fromDay(), change.untilDay());
    return change.part() + " " + change.name() + " " + orNothing(change.before()) + " -> "
        + orNothing(change.after()) + days;
  }

  private static String orNothing(@Nullable String value) {
    return value == null ? "nothing" : value;
  }

  private static AgreementText read(String text) {
    AgreementReader.Result result = AgreementReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), result.faults());
    AgreementText agreement = result.agreement();
    assertNotNull(agreement);
    assertEquals(Agreement.OPEN_END, agreement.annexes().getFirst().untilDay());
    return agreement;
  }

  private static String example() throws IOException {
    return Files.readString(Project.ROOT.resolve("examples/brazil-argentina.agreement"));
  }
}
