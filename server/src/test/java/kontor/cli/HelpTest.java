package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The examples of every `--help`: each can be pasted as it stands there.
class HelpTest {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern FILE = Pattern.compile(".*\\.(agreement|csv|scenario|xml|yaml)");
  private static final Pattern BIC = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}");

  /// Commands that need no node; so their examples are run.
  private static final List<String> WITHOUT_NODE =
      List.of(
          "agreement check", "agreement diff", "agreement eligible", "agreement sign",
          "agreement show examples", "calendar joint", "calendar moments", "currency list",
          "currency redenominate", "message check", "rate convert", "rate fix",
          "rate import examples/rates.csv --source PTAX, A3500 --pair ARS/BRL --dry-run",
          "rate interpolate", "rate quote");

  @Test
  void examplesNameWhatIsThere() throws IOException {
    String known = known();
    assertAll(
        examples().stream()
            .map(
                words ->
                    () -> {
                      String example = String.join(" ", words);
                      assertFalse(example.contains("..."), example);
                      assertAll(
                          words.stream()
                              .filter(FILE.asMatchPredicate())
                              .map(
                                  file ->
                                      () -> {
                                        Path path = Project.ROOT.resolve(file);
                                        assertTrue(Files.exists(path), file);
                                      }));
                      boolean isAlone = WITHOUT_NODE.stream().anyMatch(example::startsWith);
                      assertAll(
                          words.stream()
                              .filter(BIC.asMatchPredicate().and(bic -> !isAlone))
                              .map(bic -> () -> assertTrue(known.contains(bic), example)));
                    }));
  }

  @Test
  void examplesWithoutANodeRun() {
    List<List<String>> alone = new ArrayList<>();
    for (List<String> words : examples()) {
      String example = String.join(" ", words);
      if (WITHOUT_NODE.stream().anyMatch(example::startsWith)) {
        alone.add(words);
      }
    }
    assertTrue(alone.size() > WITHOUT_NODE.size(), alone.toString());
    assertAll(alone.stream().map(words -> () -> run(words)));
  }

  /// Also what has faults is answered: the exit code is 0 or 1.
  private static void run(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments =
        words.stream()
            .map(
                word ->
                    word.startsWith("examples/") ? Project.ROOT.resolve(word).toString() : word)
            .toArray(String[]::new);
    int code =
        Main.run(
            arguments, new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String text = words + ": " + err.toString(StandardCharsets.UTF_8);
    assertTrue(code <= 1 && err.size() == 0 && out.size() > 0, text);
  }

  /// The words of every example, without the program's name.
  private static List<List<String>> examples() {
    List<List<String>> examples = new ArrayList<>();
    for (String text : descriptions(new CommandLine(new Main()), new ArrayList<>())) {
      String joined = text.replaceAll("\\\\\n +", "");
      for (String line : joined.lines().filter(l -> l.contains("Example: ./kontor ")).toList()) {
        String example = line.substring(line.indexOf("./kontor ") + "./kontor ".length());
        examples.add(
            WORD.matcher(example).results().map(HelpTest::word).toList());
      }
    }
    return examples;
  }

  private static String word(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static List<String> descriptions(CommandLine line, List<String> all) {
    all.add(String.join("\n", line.getCommandSpec().usageMessage().description()));
    line.getSubcommands().values().forEach(command -> descriptions(command, all));
    return all;
  }

  /// The texts of all scenarios and agreements.
  private static String known() throws IOException {
    StringBuilder known = new StringBuilder();
    Predicate<String> isText = name -> name.endsWith(".scenario") || name.endsWith(".agreement");
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples"))) {
      for (Path file : files.filter(f -> isText.test(f.toString())).toList()) {
        known.append(Files.readString(file));
      }
    }
    return known.toString();
  }
}
