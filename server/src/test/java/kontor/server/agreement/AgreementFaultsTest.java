package kontor.server.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;

/// Agreements with one planted fault each, beside a sound one that they come from. Each fault is
/// told once, with its line and what to do. After a change that is meant,
/// `-Dkontor.examples.write=true` stores the new sentences, to be read before they are committed.
class AgreementFaultsTest {

  private static final Path FOLDER =
      Project.ROOT.resolve("server/src/test/resources/kontor/server/agreement/faulty");

  @Test
  void everyPlantedFaultIsToldOnce() throws IOException {
    List<String> sentences = new ArrayList<>();
    List<String> miscounted = new ArrayList<>();
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      AgreementReader.Result result = AgreementReader.read(file);
      List<TextFault> faults = new ArrayList<>(result.faults());
      faults.addAll(result.unsigned());
      faults.forEach(fault -> sentences.add(fault.in(name)));
      if (faults.size() != (name.equals("sound.agreement") ? 0 : 1)) {
        miscounted.add(name + ": " + faults.size());
      }
    }
    assertEquals(List.of(), miscounted);
    String told = String.join("\n", sentences) + "\n";
    Path stored = FOLDER.resolve("faults.txt");
    if (Boolean.getBoolean("kontor.examples.write")) {
      Files.writeString(stored, told);
    }
    assertEquals(Files.readString(stored), told);
  }

  @Test
  void lineEndsAndMarksOfOtherSystemsMakeNoDifference() throws IOException {
    String text = Files.readString(FOLDER.resolve("signature-missing.agreement"));
    AgreementReader.Result expected = AgreementReader.read(bytes(text));
    for (String other :
        List.of(
            text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text,
            text.replace("\n  ", "\n\t"), text.replace("\n", " \t \n"),
            text.replace("\n\n", "\n# \u201cwords\u201d \u041e\n\n"), text.strip())) {
      AgreementReader.Result result = AgreementReader.read(bytes(other));
      assertEquals(expected.agreement(), result.agreement());
      assertEquals(List.of(), result.faults());
      assertEquals(1, result.unsigned().size());
    }
  }

  @Test
  void theExamplesHaveNoFaults() throws IOException {
    int examples = 0;
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".agreement")).toList()) {
        assertEquals(List.of(), AgreementReader.read(file).faults(), file.toString());
        examples++;
      }
    }
    assertTrue(examples >= 3, "examples read: " + examples);
  }

  /// Lists of holidays are published with those that fall on a rest day.
  @Test
  void aHolidayMayFallOnARestDay() throws IOException {
    String sound = Files.readString(FOLDER.resolve("sound.agreement"));
    String first = "  holiday 2026-05-01 \"Tag der Arbeit\"\n";
    AgreementReader.Result result =
        AgreementReader.read(
            bytes(
                sound.replace(
                    first, first + "  holiday 2026-10-03 \"Tag der Deutschen Einheit\"\n")));
    assertEquals(List.of(), result.faults());
  }

  /// What says the registry's own digits, or nothing new, is no fault.
  @Test
  void whatSaysNothingNewIsNoFault() throws IOException {
    String sound = Files.readString(FOLDER.resolve("sound.agreement"));
    assertEquals(List.of(), AgreementReader.read(bytes("currency TRY 2\n\n" + sound)).faults());
    assertEquals(
        List.of(), AgreementReader.read(bytes(sound.replace("queue 4h", "queue 0h"))).faults());
  }

  /// Whoever takes the first line of a part out, or misspells it, is told one fault.
  @Test
  void aLostFirstLineIsToldOnce() throws IOException {
    List<String> toldMore = new ArrayList<>();
    int lost = 0;
    for (String name : List.of("brazil-argentina", "gulf", "provider", "goods")) {
      Path file = Project.ROOT.resolve("examples/" + name + ".agreement");
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("(agreement|annex|calendar) .*")) {
          for (String other : List.of("", "x" + lines.get(i))) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, other);
            List<TextFault> faults =
                AgreementReader.read(bytes(String.join("\n", changed))).faults();
            if (faults.size() > 1) {
              toldMore.add(name + ":" + (i + 1) + ": " + faults);
            }
            lost++;
          }
        }
      }
    }
    assertEquals(List.of(), toldMore);
    assertTrue(lost > 40, "first lines lost: " + lost);
  }

  /// Two faults that have nothing to do with each other are told at once.
  @Test
  void theMissingHouseIsToldBesideTheLineThatIsTooMuch() throws IOException {
    String text =
        Files.readString(FOLDER.resolve("sound.agreement"))
            .replace("model RECIPROCAL", "model CLEARING");
    assertEquals(
        List.of(
            "x:11: annex settlement version 1: the model CLEARING has no clearing house from"
                + " 2026-01-01 to 2027-12-31; write an annex cycle that holds on these days, with"
                + " house BIC and unit CODE",
            "x:12: annex settlement version 1: under the model CLEARING every payment is"
                + " converted; take the line out"),
        AgreementReader.read(bytes(text)).faults().stream().map(one -> one.in("x")).toList());
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    byte[] bytes = new byte[TextLines.BYTES_MAX + 1];
    assertEquals(
        "x: the text is larger than 8 MiB; give the agreement alone",
        AgreementReader.read(bytes).faults().getFirst().in("x"));
    AgreementReader.Result many = AgreementReader.read(bytes("nonsense\n".repeat(500_000)));
    assertEquals(1_001, many.faults().size());
    AgreementReader.Result deep =
        AgreementReader.read(
            bytes(
                "agreement 1 \"x\"\n\nannex fees version 1 from 2026-01-01\n"
                    + "  fee GOODS EUR DEBTOR INVOICED fixed 1.00\n".repeat(150_000)));
    assertEquals(
        "x: there are more than 1000 faults; mend these first",
        deep.faults().getLast().in("x"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".agreement")).sorted().toList();
    }
  }
}
