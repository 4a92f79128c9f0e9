package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same log gives the same state and the same events, whatever runs it: other collectors,
/// compilers, sizes of references, time zones, languages and encodings, each in a process of its
/// own, with each JDK that is found. More of them: `-Dkontor.jdks=/path/one:/path/two`.
class OtherMachinesTest {

  private static final long SEED = 25;
  private static final String COMMANDS = "12000";
  private static final int JAVA_MIN = 25;

  private static final List<String> SETTINGS =
      List.of(
          "-XX:+UseSerialGC -Duser.timezone=Pacific/Kiritimati -Duser.language=tr"
              + " -Duser.country=TR",
          "-XX:+UseParallelGC -XX:-UseCompressedOops -Dfile.encoding=ISO-8859-1",
          "-XX:+UseZGC -Duser.timezone=Asia/Kathmandu -Duser.language=ar -Duser.country=EG",
          "-XX:+UseG1GC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-16 -Dstdout.encoding=US-ASCII",
          "-XX:+UseSerialGC -XX:-TieredCompilation -XX:+UseCompactObjectHeaders"
              + " -XX:+UnlockExperimentalVMOptions -XX:hashCode=2"
              + " -Duser.language=th -Duser.country=TH -Duser.variant=TH");

  @TempDir Path dir;

  private Fixture fixture;

  @BeforeEach
  void copyFixture() throws IOException {
    fixture = Fixture.all().getLast();
    fixture.unzipTo(dir);
  }

  @Test
  void theKeptLogGivesTheSame() throws IOException, InterruptedException {
    List<String> expected = ReplayDigests.ofLog(dir).lines();
    assertEquals(fixture.comparable(fixture.storedDigests()), fixture.comparable(expected));
    for (Path jdk : jdks()) {
      for (String settings : SETTINGS) {
        assertEquals(expected, run(jdk, settings, "log", dir.toString()), jdk + " " + settings);
      }
      assertEquals(expected, run(jdk, "-Xint", "log", dir.toString()), jdk + " -Xint");
    }
  }

  /// Long enough for the compilers to have their say.
  @Test
  void aLongStreamGivesTheSame() throws IOException, InterruptedException {
    List<String> expected = ReplayDigests.ofStream(SEED, Integer.parseInt(COMMANDS)).lines();
    assertTrue(Set.copyOf(expected).size() == expected.size(), "digests repeat");
    assertTrue(expected.size() > 20, "seed " + SEED);
    for (Path jdk : jdks()) {
      for (String settings : SETTINGS) {
        assertEquals(
            expected,
            run(jdk, settings, "stream", String.valueOf(SEED), COMMANDS),
            "seed " + SEED + " " + jdk + " " + settings);
      }
    }
  }

  /// This one, those that were named, and those that lie beside this one.
  private static Set<Path> jdks() throws IOException {
    Path own = Path.of(System.getProperty("java.home", "")).toRealPath();
    Set<Path> found = new LinkedHashSet<>(List.of(own));
    String named = System.getProperty("kontor.jdks", "");
    for (String path : named.split(File.pathSeparator)) {
      if (!path.isBlank()) {
        found.add(Path.of(path).toRealPath());
      }
    }
    try (Stream<Path> beside = Files.list(own.getParent())) {
      for (Path path : beside.toList()) {
        if (version(path) >= JAVA_MIN) {
          found.add(path.toRealPath());
        }
      }
    }
    System.out.println("replayed with " + found);
    return found;
  }

  /// Of a JDK as its release file has it; 0 if it is none.
  private static int version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return 0;
    }
    return Files.readAllLines(release).stream()
        .filter(l -> l.matches("JAVA_VERSION=\"[0-9]+[.\"].*"))
        .map(l -> l.replaceAll("JAVA_VERSION=\"([0-9]+).*", "$1"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  private List<String> run(Path jdk, String settings, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "-Xmx512m"));
    command.addAll(List.of(settings.split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(ReplayDigests.class.getName());
    command.addAll(List.of(arguments));
    Path errors = dir.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertEquals(0, process.waitFor(), () -> jdk + " " + settings + "\n" + text(errors));
    return output.lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
