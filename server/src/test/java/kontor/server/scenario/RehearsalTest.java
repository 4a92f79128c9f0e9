package kontor.server.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.governance.GovernanceForm;
import kontor.server.gateway.Project;
import kontor.server.scenario.Rehearsal.Logged;
import kontor.server.scenario.Rehearsal.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Examples that tell their own time give what is stored beside them, and their log gives the same
/// state however it is replayed.
class RehearsalTest {

  private static final int COMMANDS_BETWEEN_SNAPSHOTS = 50;

  @TempDir private Path folder;

  static Stream<Path> rehearsals() throws IOException {
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples"))) {
      return files
          .filter(f -> f.toString().endsWith(".scenario"))
          .filter(f -> ScenarioReader.read(f).scenario().tellsTime())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Rehearsal.Result rehearse(Path file) {
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    return Rehearsal.of(read.scenario());
  }

  @ParameterizedTest
  @MethodSource("rehearsals")
  void everyRehearsalGivesItsStoredStory(Path file) throws IOException {
    ScenarioTest.checkStored(file, RehearsalReport.text(rehearse(file)));
  }

  @ParameterizedTest
  @MethodSource("rehearsals")
  void theLogGivesTheSameState(Path file) {
    Rehearsal.Result result = rehearse(file);
    assertEquals(result.digest(), rehearse(file).digest(), "the same file, another state");
    Engine straight = new Engine();
    Engine restarted = new Engine();
    for (Logged logged : result.log()) {
      apply(straight, logged);
      apply(restarted, logged);
      if (logged.position() % COMMANDS_BETWEEN_SNAPSHOTS == 0) {
        restarted = again(restarted);
      }
    }
    assertEquals(result.digest(), straight.digest());
    assertEquals(result.digest(), restarted.digest(), "restarts from snapshots");
  }

  /// A change as the log keeps it, in its canonical form.
  private static void apply(Engine engine, Logged logged) {
    Command command = logged.command();
    if (command instanceof Command.Govern govern) {
      byte[] form = GovernanceForm.bytes(govern.change());
      command = new Command.Govern(govern.by(), GovernanceForm.change(form));
    }
    engine.apply(logged.position(), logged.timestampMs(), command, event -> {});
  }

  private static Engine again(Engine engine) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    engine.writeTo((part, length) -> bytes.write(part, 0, length));
    ByteBuffer source = ByteBuffer.wrap(bytes.toByteArray());
    return Engine.readFrom((part, length) -> source.get(part, 0, length));
  }

  @Test
  void theYearHasAllThatCanHappenToACorridor() {
    String story =
        rehearse(Project.ROOT.resolve("examples/year.scenario")).story().stream()
            .map(Told::text)
            .collect(Collectors.joining("\n"));
    for (String part :
        List.of(
            "SIGNED by every party",
            "ratifies the agreement",
            "IN FORCE: payments are taken",
            "STATED_AMOUNT_DIFFERS",
            "VALUE_DAY_CLOSED",
            "CUT_OFF_PASSED",
            "declares Friday 19 June 2026 a holiday",
            "moves from Friday 19 June 2026 to Monday 22 June 2026",
            "declines rate",
            "The agreed fallback",
            "Edition 2 of agreement 1",
            "AGREEMENT_SUSPENDED",
            "lifts its suspension",
            "1 ARN for 1000 ARS is here",
            "CURRENCY_RETIRED",
            "gives notice",
            "TERMINATING",
            "AGREEMENT_TERMINATED",
            "Agreement 1 is TERMINATED",
            "Agreement 2 is TERMINATED")) {
      assertTrue(story.contains(part), part + " is not told in:\n" + story);
    }
  }

  @Test
  void whatIsDueHappensAtItsOwnInstant() throws IOException {
    Path file = folder.resolve("hold.scenario");
    Files.writeString(
        file,
        """
        clock America/Sao_Paulo
        at 2026-03-02T09:00:00-03:00
        currency BRL 2
        currency ARS 2
        institution CIBRBRB0
        institution CIARARB0
        bank BNAABRS0 at CIBRBRB0
        bank BNCCARB0 at CIARARB0
        book CIARARB0 ARS
        account CIARARB0 ARS BNAABRS0 SETTLEMENT
        account CIARARB0 ARS BNCCARB0 SETTLEMENT
        agreement 1 version 1 SINGLE
          between CIBRBRB0 BRL and CIARARB0 ARS
          from 2026-01-01
          one-currency ARS
          queue 90min
        pay P-1 from BNAABRS0 to BNCCARB0 10.00 ARS value 2026-03-02
        wait 1h
        chapter "Later"
        at 2026-03-05T09:00:00-03:00
        """);
    Rehearsal.Result result = rehearse(file);
    assertEquals(
        """
        Times of America/Sao_Paulo.
        2026-03-02 Mon 09:00  P-1 from BNAABRS0 to BNCCARB0 waits, at most until 2 March 10:30: \
        the account
                                of BNAABRS0 with CIARARB0 lacks cover.

        == Later

        2026-03-02 Mon 10:30  P-1 from BNAABRS0 to BNCCARB0 has ended without settling: \
        deadline came before
                                the money; nothing was moved [WAITED_TOO_LONG, V71, AB03].

        == Books at the end

        book CIARARB0 ARS
          BNAABRS0  SETTLEMENT  0.00 ARS
          BNCCARB0  SETTLEMENT  0.00 ARS
          CIARARB0  IN_TRANSIT  0.00 ARS
          sum                   0.00 ARS
        """,
        RehearsalReport.text(result));
  }

  @Test
  void everyFaultNamesItsLine() throws IOException {
    Path file = folder.resolve("faults.scenario");
    Files.writeString(
        file,
        """
        clock America/Sao_Paolo
        at 2026-03-02T09:00:00-03:00
        at 2026-03-02T08:59:00-03:00
        wait 1h
        at 2026-03-02T09:30:00-03:00
        persons "A. Melo"
        sign 1 as CIBRBRB0
        enter nothing.agreement
        pay P-1 from BNAABRS0 to BNCCARB0 10.00 BRL value 2026-03-02
        name CIBRBRB0 ""
        """);
    assertEquals(
        """
        1: "America/Sao_Paolo" is no time zone; write a name such as America/Sao_Paulo
        3: this is before the time of a line above, and time does not go back; move the line up
        5: this is before the time of a line above, and time does not go back; move the line up
        6: expected who checks it, in quotes at the end of the line
        7: agreement 1 is not entered above; write "enter FILE.agreement" first
        8: nothing.agreement cannot be read (NoSuchFileException); give its path from the \
        scenario's folder
        9: currency "BRL" is not defined above; allowed: none yet
        10: a name has 1 to 70 characters
        """,
        ScenarioReader.read(file).faults().stream()
            .map(fault -> fault.substring(file.toString().length() + 1) + "\n")
            .collect(Collectors.joining()));
  }
}
