package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kontor.engine.terms.Key;
import kontor.readside.TransferReferences;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as a shell sees them: output and exit code.
class CliTest {

  @TempDir private Path data;

  private String out = "";
  private String err = "";

  @BeforeEach
  void home() {
    System.setProperty("kontor.home", Project.ROOT.toString());
  }

  @Test
  void aClockIsSetToATimeThatCanBeRead() {
    assertEquals(2, run("run", "--data", "x", "--clock", "2026-02-02T16:59:00"));
    assertEquals(
        "kontor: --clock is a time with its distance to UTC such as 2026-03-15T09:30:00-03:00,"
            + " not \"2026-02-02T16:59:00\"; see kontor run --help\n",
        err);
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    assertEquals(0, run("--help"));
    for (String command :
        new String[] {"demo", "run", "settle", "send", "payment", "verify", "backup", "restore",
          "message", "simulate", "bench", "test", "cluster", "standby", "promote", "rate",
          "currency"}) {
      assertTrue(out.contains("  " + command), command);
    }
    String all = out;
    for (String command :
        new String[] {"demo", "run", "settle", "send", "payment", "verify", "backup", "restore",
          "message", "simulate", "cluster", "standby", "promote", "rate", "currency"}) {
      assertEquals(0, run(command, "--help"), all);
      assertTrue(out.contains("Example: "), command + " has no example");
    }
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertEquals(0, run("--version"));
    assertTrue(out.matches("kontor [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(Java 25\\S*\\)\n"), out);
    assertEquals("", err);
  }

  @Test
  void wrongUsageIsTwo() throws IOException {
    assertEquals(2, run("sing"));
    assertEquals(2, run("settle", "--data", data.toString()));
    assertEquals(2, run("payment", "17"));
    assertEquals(2, run("run", "--data", data.toString(), "--port", "99999"));
    assertTrue(err.contains("--port is a number from 0 to 65535"), err);
    assertEquals(2, run("run", "--data", data.toString(), "--port", "-1"));
    Path file = Files.createFile(data.resolve("file"));
    assertEquals(2, run("run", "--data", file.toString()));
    assertTrue(err.contains("--data is a folder, and " + file + " is a file"), err);
    assertEquals(2, run("verify", "--data", data.resolve("none").toString()));
    Path scenario = data.resolve("x.scenario");
    Files.writeString(scenario, "currency BRL 2\ncurrancy ARS 2\n");
    assertEquals(
        2, run("settle", "--data", data.toString(), "--scenario", scenario.toString(), "x.xml"));
    assertTrue(err.contains("x.scenario:2: \"currancy\" is not known; allowed: currency"), err);
    Path config = data.resolve("kontor.conf");
    Files.writeString(config, "port = 80800\ncolour = red\n");
    assertEquals(2, run("run", "--data", data.toString(), "--config", config.toString()));
    assertTrue(err.contains("kontor.conf:1: port \"80800\""), err);
    assertTrue(err.contains("kontor.conf:2: key \"colour\" is not known; allowed: host"), err);
  }

  /// One line: which option, what was given, what is expected, and where more is told.
  @Test
  void aCommandLineThatCannotBeReadIsToldInOneLine() throws IOException {
    for (String row :
        """
        sing > "sing" is no command of kontor; did you mean simulate?; see kontor --help
        calendar joint --from 2026-03-15 --days 1 > give --agreement FILE (The agreement, with its
        rate convert --from ARS --rate 1 > give --to CCY (The other currency), AMOUNT (The sum in
        rate fix --a --b 3 --profile UP:1 > give --a UNITS (Units of A for one unit of the
        rate fix --a 1 --b 3 --profile UP:1 --a 2 > --a is given twice; give it once
        rate fix --a 1 --b 3 --profile UP:1 --round 2 > --round is no option of kontor rate fix
        rate fix --a 1 --b 3 --profile UP:1 5 > "5" is too much for kontor rate fix
        rate quote 1 --from EUR --to SGD --base 1 --use-at now > --use-at is an instant such as
        send --url :: x.xml > --url is an address such as http://127.0.0.1:7420, not "::"
        rate quote 1 --from EUR --to SGD --base 1 --json=x > --json is given without a value
        """
            .lines().toList()) {
      String[] cells = row.split(" > ");
      assertEquals(2, run(cells[0].split(" ")), row);
      assertTrue(err.startsWith("kontor: " + cells[1]), row + ": " + err);
      assertTrue(err.endsWith(" --help\n"), row + ": " + err);
      assertEquals(1, err.lines().count(), err);
      assertEquals("", out, row);
      assertEquals(2, run((cells[0] + " --json").split(" ")), row);
      assertEquals("usage", json().at("/error/kind").asText(), out);
    }
  }

  /// Programs read why a command failed where they read its answer.
  @Test
  void withJsonWhatStoppedTheCommandIsAnObject() throws IOException {
    for (String row :
        """
        rate convert 0.01 --from ARS --to BRL --rate 0.04615 > 1 refused 0.01 ARS comes to nothing
        rate convert 1,0 --from ARS --to BRL --rate 0.04615 > 2 usage AMOUNT "1,0" is not a number
        rate list --url http://127.0.0.1:1 > 3 environment no node answers at http://127.0.0.1:1
        rate list --url ftp://127.0.0.1 > 2 usage --url is an address such as http://127.0.0.1:7420
        """
            .lines().toList()) {
      String[] cells = row.split(" > ");
      int exitCode = run((cells[0] + " --json").split(" "));
      JsonNode error = json().path("error");
      assertEquals(exitCode, error.path("exitCode").asInt(), out);
      String told =
          exitCode + " " + error.path("kind").asText() + " " + error.path("text").asText();
      assertTrue(told.startsWith(cells[1]), row + ": " + told);
      assertEquals("", err, row);
      assertEquals(exitCode, run(cells[0].split(" ")), row);
      assertTrue(err.startsWith("kontor: " + error.path("text").asText()), err);
      assertEquals("", out, row);
    }
  }

  @Test
  void aSeedCanBeSimulated() throws IOException {
    assertEquals(0, run("simulate", "--seed", "3", "--commands", "300"), out);
    assertTrue(out.contains("1 seeds, 300 commands, "), out);
    assertTrue(out.contains(": no difference"), out);
    assertEquals(0, run("simulate", "--seeds", "1..2", "--commands", "100", "--json"));
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals(200, json.get("commands").asInt());
    assertTrue(json.get("failures").isEmpty(), out);
    assertEquals(2, run("simulate", "--seeds", "1-3"));
    assertEquals(2, run("simulate", "--seeds", "3..1"));
    assertEquals(2, run("simulate", "--seed", "1", "--seeds", "1..2"));
    assertEquals(2, run("simulate", "--commands", "0"));
  }

  @Test
  void aMissingNodeIsTheEnvironment() {
    assertEquals(3, run("send", "--url", "http://127.0.0.1:1", day("01")));
    assertTrue(err.contains("start one with ./kontor run"), err);
  }

  /// A web server that is no node gets no further than its address.
  @Test
  void whatIsNoNodeIsTheEnvironment() throws IOException {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>welcome</html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          int status = exchange.getRequestURI().getPath().startsWith("/agreements/2") ? 404 : 200;
          exchange.sendResponseHeaders(status, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort();
      String persons = " --by A --checked-by B";
      for (String command :
          List.of(
              "agreement show 1", "agreement show 1 --json", "agreement show 2", "treaty list",
              "payment 97ed4827-7b6f-4491-a06f-b548d5a7512d", "rate list", "currency show",
              "agreement eligible 1 --amount BRL_1",
              "agreement ratify 1 --as CIBRBRB0" + persons)) {
        assertEquals(3, run((command + " --url " + url).split(" ")), command + out + err);
        String text = out + err;
        assertTrue(
            text.contains("what answers at " + url + "/ is no node of Kontor (HTTP "),
            command + ": " + text);
      }
    } finally {
      other.stop(0);
    }
  }

  @Test
  void messagesAreCheckedWithoutANode() throws IOException {
    assertEquals(0, run("message", "check", day("01")));
    assertEquals(1, run("message", "check", "--json", day("15")));
    JsonNode fault = json().path("files").path(0).path("faults").path(0);
    assertEquals("V28", fault.path("rule").asText());
    assertEquals("CH20", fault.path("reasonCode").asText());
    assertTrue(fault.hasNonNull("path") && fault.hasNonNull("remedy"), out);
  }

  @Test
  void settleTwiceChangesNothingAndVerifies() throws IOException {
    Path empty = Files.createFile(data.resolve("empty.xml"));
    String[] arguments = {
      "settle", "--json", "--data", data.resolve("node").toString(), "--scenario",
      Project.ROOT.resolve("examples/day.scenario").toString(),
      Project.ROOT.resolve("examples/day").toString(), empty.toString(),
      data.resolve("missing.xml").toString()
    };
    assertEquals(1, run(arguments), err);
    JsonNode first = json();
    assertEquals(24, first.path("totals").path("files").asInt());
    assertEquals(1, first.path("totals").path("unreadable").asInt());
    assertEquals(15, first.path("totals").path("payments").path("ACSC").asInt(), out);
    Map<String, String> answers = answers(data.resolve("node"));
    assertEquals(22, answers.size(), "the same message twice has one answer: " + answers.keySet());

    assertEquals(1, run(arguments), err);
    assertEquals(answers, answers(data.resolve("node")));
    assertEquals(first.path("totals"), json().path("totals"));

    assertEquals(0, run("verify", "--json", "--data", data.resolve("node").toString()), out + err);
    assertTrue(json().path("sound").asBoolean(), out);

    Files.writeString(data.resolve("node").resolve(KontorServer.DATABASE), "no database");
    assertEquals(3, run("verify", "--data", data.resolve("node").toString()));
    assertTrue(err.contains("--rebuild"), err);
  }

  @Test
  void aBackupRestoresTheNodeAndItsAnswers() throws IOException {
    String scenario = Project.ROOT.resolve("examples/day.scenario").toString();
    String messages = Project.ROOT.resolve("examples/day").toString();
    Path node = data.resolve("node");
    Path backup = data.resolve("backup");
    Path restored = data.resolve("restored");
    run("settle", "--data", node.toString(), "--scenario", scenario, messages);
    Map<String, String> answers = answers(node);
    Path references = node.resolve(KontorServer.REFERENCES);
    TransferReferences.References known =
        new TransferReferences.References("u", "e", "m", "a text that nothing makes again");
    Key transfer = new Key(7, 17);
    try (TransferReferences file = TransferReferences.open(references)) {
      file.put(transfer, known);
    }
    assertEquals(
        0, run("backup", "--json", "--data", node.toString(), "--to", backup.toString()), err);
    assertTrue(json().path("verified").asBoolean() && json().path("commands").asInt() > 20, out);
    assertEquals(2, run("backup", "--data", node.toString(), "--to", backup.toString()));
    assertTrue(err.contains("target is not empty: " + backup), err);
    assertEquals(2, run("restore", "--from", node.toString(), "--data", restored.toString()));
    assertTrue(err.contains("folder holds no whole backup"), err);

    Path log = backup.resolve("archive/1-0.rec");
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 1;
    Files.write(log, bytes);
    assertEquals(1, run("restore", "--from", backup.toString(), "--data", restored.toString()));
    assertTrue(err.contains("file of the backup is damaged: " + log), err);
    bytes[bytes.length / 2] ^= 1;
    Files.write(log, bytes);
    assertEquals(
        0, run("restore", "--from", backup.toString(), "--data", restored.toString()), err);
    assertTrue(out.contains("start it with ./kontor run --data " + restored), out);

    references = restored.resolve(KontorServer.REFERENCES);
    try (TransferReferences file = TransferReferences.open(references)) {
      assertEquals(known, file.get(transfer));
    }
    run("settle", "--data", restored.toString(), "--scenario", scenario, messages);
    assertEquals(answers, answers(restored));
    assertEquals(0, run("verify", "--data", restored.toString()), out + err);
  }

  @Test
  void aBackupIsNoFolderForANodeAndNotWithinWhatItCopies() {
    Path node = data.resolve("node");
    Path backup = data.resolve("backup");
    try (KontorServer server = KontorServer.start(ServerConfig.of(node))) {
      assertTrue(server.health().isAccepting());
    }
    for (Path within : new Path[] {node, node.resolve("backup"), node.resolve("a/../b/c"), data}) {
      assertEquals(
          2, run("backup", "--data", node.toString(), "--to", within.toString()), err);
      assertTrue(err.contains("one in the other: " + within), err);
    }
    assertEquals(
        0, run("backup", "--data", node.toString(), "--to", backup.toString()), err);
    Path inBackup = backup.resolve("node");
    assertEquals(2, run("restore", "--from", backup.toString(), "--data", inBackup.toString()));
    assertTrue(err.contains("one in the other: " + inBackup), err);
    assertTrue(Files.notExists(inBackup));

    assertEquals(3, run("run", "--data", backup.toString(), "--port", "0"));
    assertTrue(err.contains("kontor restore --from " + backup), err);
    assertEquals(
        0, run("restore", "--from", backup.toString(), "--data", data.resolve("r").toString()),
        "nothing of the backup has changed: " + err);
  }

  @Test
  void anOutputThatTakesNothingIsTheEnvironment() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no disk that is always full");
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(Files.newOutputStream(full), true)) {
      assertEquals(
          3,
          Main.run(
              new String[] {"message", "check", day("01")},
              out,
              new PrintStream(errBytes, true, StandardCharsets.UTF_8)));
    }
    assertEquals(
        "kontor: the answer cannot be written to the output\n",
        errBytes.toString(StandardCharsets.UTF_8));
  }

  private static Map<String, String> answers(Path node) throws IOException {
    Map<String, String> answers = new TreeMap<>();
    try (Stream<Path> files = Files.list(node.resolve("out"))) {
      for (Path file : files.toList()) {
        answers.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return answers;
  }

  @Test
  void aSecondNodeOnTheFolderIsRefused() {
    try (KontorServer server = KontorServer.start(ServerConfig.of(data))) {
      assertTrue(server.health().isAccepting());
      assertEquals(3, run("run", "--data", data.toString(), "--port", "0"));
      assertTrue(err.contains("another node runs on " + data), err);
    }
  }

  @Test
  void aPortInUseIsTheEnvironment() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertEquals(3, run("run", "--data", data.toString(), "--port", port));
      assertTrue(err.contains("the port is in use; give another one with --port"), err);
    }
  }

  @Test
  void theDemoTellsTheDay() throws IOException {
    assertEquals(0, run("demo", "--once", "--json", "--data", data.toString()), err);
    JsonNode demo = json();
    for (String key :
        new String[] {"payments", "turnover", "positions", "finalityMs", "startMs",
          "residentMb"}) {
      assertTrue(demo.has(key), key + " is missing in " + out);
    }
    assertEquals(15, demo.path("payments").path("ACSC").asInt(), out);
    assertEquals(10, demo.path("payments").path("RJCT").asInt(), out);
  }

  private static String day(String number) {
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples/day"))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(number))
          .findFirst()
          .orElseThrow()
          .toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            arguments,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return exitCode;
  }
}
