package kontor.server.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import kontor.engine.annex.AnnexForm;
import kontor.engine.terms.Digest;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;

/// The order in which a part's lines are written makes no difference to what is signed, except
/// where it says something; there the comparison of texts tells it.
class AgreementOrderTest {

  /// Lines whose order says something.
  private static final List<String> ORDERED = List.of("party", "moment");

  @Test
  void twoNeighbouringLinesOfAnExampleMayChangePlaces() throws IOException {
    int swaps = 0;
    for (String text : examples()) {
      AgreementText agreement = read(text);
      List<String> lines = text.lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        boolean isOrdered =
            word(lines.get(i)).equals(word(lines.get(i - 1)))
                && ORDERED.contains(word(lines.get(i)));
        if (isStatement(lines.get(i)) && isStatement(lines.get(i - 1)) && !isOrdered) {
          List<String> swapped = new ArrayList<>(lines);
          Collections.swap(swapped, i, i - 1);
          AgreementText other = read(String.join("\n", swapped));
          assertEquals(digest(agreement), digest(other), lines.get(i));
          assertEquals(List.of(), AgreementDiff.of(agreement, other), lines.get(i));
          swaps++;
        }
      }
    }
    assertTrue(swaps > 200, "lines changed: " + swaps);
  }

  @Test
  void elementsWhoseOrderSaysNothingMayChangePlaces() throws IOException {
    for (String row :
        """
        brazil-argentina | one-currency BRL, ARS | one-currency ARS, BRL
        brazil-argentina | countries BR, AR | countries AR, BR
        goods | "invoice", "customs declaration" | "customs declaration", "invoice"
        provider | maximum INR 250000000.00 per-day INR 1000000000.00 \
        | per-day INR 1000000000.00 maximum INR 250000000.00
        """
            .lines().toList()) {
      String[] cells = row.split(" \\| ");
      AgreementText before = read(example(cells[0]));
      AgreementText after = changed(cells);
      assertEquals(digest(before), digest(after), row);
      assertEquals(List.of(), AgreementDiff.of(before, after), row);
    }
  }

  @Test
  void anOrderThatSaysSomethingIsSignedAndCompared() throws IOException {
    for (String row :
        """
        quotes | provider FXPVINM0, FXQWIDJ0 | provider FXQWIDJ0, FXPVINM0 | provider
        brazil-argentina | SECONDARY, MANUAL, CLOSED | MANUAL, SECONDARY, CLOSED | fallback
        """
            .lines().toList()) {
      String[] cells = row.split(" \\| ");
      check(read(example(cells[0])), changed(cells), cells[3], row);
    }
    String pilot = example("year-pilot");
    String brazil = line(pilot, "party CIBRBRB0");
    String uruguay = line(pilot, "party CIUYUYB0");
    check(
        read(pilot), read(pilot.replace(brazil + uruguay, uruguay + brazil)), "order of party",
        "parties");
    String grid = example("fees").replace("moment CUSTOMER_CUT_OFF 16:30", "moment FUNDING 14:00");
    String approval = line(grid, "moment RATE_APPROVAL");
    String funding = line(grid, "moment FUNDING");
    check(
        read(grid), read(grid.replace(approval + funding, funding + approval)),
        "order of moment", "moments");
  }

  private static void check(AgreementText before, AgreementText after, String name, String row) {
    assertNotEquals(digest(before), digest(after), row);
    List<String> names =
        AgreementDiff.of(before, after).stream().map(AgreementDiff.Change::name).toList();
    assertTrue(!names.isEmpty() && names.stream().allMatch(name::equals), row + ": " + names);
  }

  private static AgreementText changed(String[] cells) throws IOException {
    String text = example(cells[0]);
    assertTrue(text.contains(cells[1]), "not in the example: " + cells[1]);
    return read(text.replace(cells[1], cells[2]));
  }

  private static boolean isStatement(String line) {
    return line.startsWith("  ") && !line.isBlank() && !line.strip().startsWith("#");
  }

  private static String word(String line) {
    return line.strip().split(" ")[0];
  }

  /// The line that begins with these words, with its end.
  private static String line(String text, String words) {
    int from = text.indexOf("  " + words);
    return text.substring(from, text.indexOf('\n', from) + 1);
  }

  private static Digest digest(AgreementText agreement) {
    return AnnexForm.digest(agreement.frame(), agreement.annexes());
  }

  private static AgreementText read(String text) {
    AgreementReader.Result result = AgreementReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), result.faults());
    AgreementText agreement = result.agreement();
    assertNotNull(agreement);
    return agreement;
  }

  private static List<String> examples() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".agreement")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private static String example(String name) throws IOException {
    return Files.readString(Project.ROOT.resolve("examples/" + name + ".agreement"));
  }
}
