package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.gateway.Project;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kontor agreement` and `kontor calendar` as a person uses them.
class AgreementCliTest {

  private static final Path EXAMPLES = Project.ROOT.resolve("examples");
  private static final String BRAZIL = EXAMPLES.resolve("brazil-argentina.agreement").toString();
  private static final String GULF = EXAMPLES.resolve("gulf.agreement").toString();

  @TempDir private Path folder;

  private String out = "";
  private String err = "";

  @Test
  void theCanonicalTextIsItsOwnCanonicalText() throws IOException {
    for (String name : List.of("brazil-argentina", "gulf", "provider")) {
      assertEquals(0, run("agreement", "show", EXAMPLES.resolve(name + ".agreement").toString()));
      Path file = folder.resolve(name);
      Files.writeString(file, out);
      String shown = out;
      assertEquals(0, run("agreement", "check", file.toString()));
      assertEquals(0, run("agreement", "show", file.toString()));
      assertEquals(shown, out);
      assertEquals(
          0, run("agreement", "diff", file.toString(),
              EXAMPLES.resolve(name + ".agreement").toString()));
      assertEquals("nothing changes\n", out);
    }
  }

  @Test
  void aDayShowsTheVersionsOfThatDay() throws IOException {
    assertEquals(0, run("agreement", "show", BRAZIL, "--on", "2026-10-01", "--json"), err);
    JsonNode json = new ObjectMapper().readTree(out);
    List<String> versions = new ArrayList<>();
    json.get("annexes").forEach(
        a -> versions.add(a.get("kind").asText() + " " + a.get("version").asInt()));
    assertEquals(
        List.of("SETTLEMENT 1", "RATES 2", "CALENDAR 1", "FEES 1", "OPERATIONS 1", "LIMITS 1",
            "RETURNS 1"),
        versions);
    assertEquals("profile ARS/BRL", json.at("/annexes/1/statements/0/name").asText());
    assertEquals("FIVE_STEP:6", json.at("/annexes/1/statements/0/value").asText());
    assertEquals(1, run("agreement", "show", BRAZIL, "--on", "2031-01-01"));
    assertTrue(err.contains("does not hold on 2031-01-01"), err);
  }

  @Test
  void partiesSignOneAfterTheOther() throws IOException {
    Path file = folder.resolve("x.agreement");
    Files.copy(Path.of(BRAZIL), file);
    assertEquals(0, sign(file, "CIBRBRB0"), err);
    assertEquals(1, run("agreement", "check", file.toString()));
    assertTrue(out.contains("CIARARB0 has not signed the agreement; let it sign"), out);
    assertEquals(0, run("agreement", "check", "--unsigned", file.toString()), out);
    assertEquals(0, sign(file, "CIARARB0"), err);
    assertEquals(0, run("agreement", "check", file.toString()), out);
    assertEquals(file + ": no faults, signed by every party\n", out);
    assertEquals(0, sign(file, "CIARARB0"), err);
    assertEquals("CIARARB0 has signed everything\n", out);

    // A version that comes later is signed by itself.
    Files.writeString(file,
        Files.readString(file) + "\nannex fees version 2 from 2026-07-15\n"
            + "  penalty LATE_RETURN BRL 50.00\n");
    String agreed =
        file + ": no faults, the agreement signed by every party, annex fees version 2 ";
    assertEquals(0, run("agreement", "check", file.toString()), out);
    assertEquals(agreed + "by none\n", out);
    assertEquals(0, sign(file, "CIBRBRB0"), err);
    assertTrue(out.startsWith("signature CIBRBRB0 fees 2 "), out);
    assertEquals(1, run("agreement", "check", file.toString()));
    assertTrue(out.contains("CIARARB0 has not signed annex fees version 2"), out);
    assertEquals(0, run("agreement", "check", "--unsigned", file.toString()), out);
    assertEquals(agreed + "by 1 of 2\n", out);
    assertEquals(0, run("agreement", "check", "--unsigned", "--json", file.toString()), out);
    assertEquals(
        """
        [{"text":"the agreement","by":["CIBRBRB0","CIARARB0"],"complete":true},\
        {"text":"annex fees version 2","by":["CIBRBRB0"],"complete":false}]""",
        new ObjectMapper().readTree(out).at("/files/0/signed").toString());
    assertEquals(0, sign(file, "CIARARB0"), err);
    assertEquals(0, run("agreement", "check", file.toString()), out);
    assertEquals(file + ": no faults, signed by every party\n", out);
  }

  /// A text that was changed after its parties signed is compared, shown and signed anew.
  @Test
  void aSignedTextThatChangesIsSignedAnew() throws IOException {
    Path signed = folder.resolve("signed.agreement");
    Files.copy(Path.of(BRAZIL), signed);
    assertEquals(0, sign(signed, "CIBRBRB0"), err);
    assertEquals(0, sign(signed, "CIARARB0"), err);
    Path edited = folder.resolve("edited.agreement");
    Files.writeString(edited, Files.readString(signed).replace("queue 4h", "queue 5h"));

    assertEquals(0, run("agreement", "diff", signed.toString(), edited.toString()), err);
    assertEquals("from 2026-01-01 on\n  settlement: queue: 4h -> 5h\n", out);
    assertEquals(0, run("agreement", "show", edited.toString()), err);
    assertTrue(out.contains("queue 5h"), out);
    assertTrue(err.contains("no longer what CIBRBRB0, CIARARB0 signed"), err);

    assertEquals(0, sign(edited, "CIBRBRB0"), err);
    assertEquals(1, run("agreement", "check", edited.toString()));
    assertTrue(out.contains("the agreement is no longer what CIARARB0 signed"), out);
    assertEquals(0, sign(edited, "CIARARB0"), err);
    assertEquals(0, run("agreement", "check", edited.toString()), out);
    assertEquals(
        2, Files.readAllLines(edited).stream().filter(l -> l.startsWith("signature ")).count());

    // What has other faults is not signed.
    Files.writeString(edited, Files.readString(signed).replace("queue 4h", "queue 4x"));
    assertEquals(1, sign(edited, "CIBRBRB0"));
    assertTrue(err.contains("mend them first"), err);
  }

  @Test
  void aSignatureNeedsAPartyAndTwoPersons() throws IOException {
    assertEquals(
        2, run("agreement", "sign", BRAZIL, "--as", "CIXXXXX0", "--by", "A", "--checked-by", "B"));
    assertTrue(err.contains("allowed: CIBRBRB0, CIARARB0"), err);
    assertEquals(
        2, run("agreement", "sign", BRAZIL, "--as", "CIBRBRB0", "--by", "A", "--checked-by", "A"));
    assertTrue(err.contains("two persons"), err);
    assertEquals(2, run("agreement", "check", folder.resolve("none").toString()));
    assertTrue(out.contains("none: it cannot be read (NoSuchFileException); check the path"), out);
  }

  /// A file that cannot be read takes nothing from the others.
  @Test
  void everyFileIsChecked() throws IOException {
    String missing = folder.resolve("none").toString();
    assertEquals(2, run("agreement", "check", missing, BRAZIL, "--json"));
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals(missing, json.at("/files/0/file").asText());
    assertEquals("check the path", json.at("/files/0/faults/0/remedy").asText());
    assertTrue(json.at("/files/1/valid").asBoolean(), out);
  }

  @Test
  void aTextIsReadFromStandardInput() throws IOException {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(BRAZIL))));
      assertEquals(0, run("agreement", "check", "-"), out + err);
      assertEquals("-: no faults, not signed\n", out);
      System.setIn(new ByteArrayInputStream(new byte[0]));
      assertEquals(1, run("agreement", "show", "-"));
      assertTrue(err.contains("-: no agreement is in the text"), err);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void jointDaysSayWhoClosesThem() throws IOException {
    assertEquals(
        0,
        run("calendar", "joint", "--agreement", BRAZIL, "--from", "2026-12-23", "--days", "2"),
        err);
    assertEquals(
        """
        2026-12-23 Wed    0
        2026-12-24 Thu    1  half day: BR (Véspera de Natal)
        2026-12-25 Fri       closed: AR (Navidad), BR (Natal)
        2026-12-26 Sat       closed: AR (rest day), BR (rest day)
        2026-12-27 Sun       closed: AR (rest day), BR (rest day)
        2026-12-28 Mon    2
        2 joint business days after 2026-12-23: 2026-12-28
        """,
        out);
    assertEquals(
        0,
        run("calendar", "joint", "--agreement", GULF, "--from", "2026-03-19", "--days", "0",
            "--json"),
        err);
    assertEquals("2026-03-19", new ObjectMapper().readTree(out).get("result").asText());
    assertEquals(
        0,
        run("calendar", "joint", "--agreement", GULF, "--from", "2026-03-19", "--days", "1",
            "--json"),
        err);
    // Friday to Monday: each day is closed by someone.
    assertEquals("2026-03-24", new ObjectMapper().readTree(out).get("result").asText());
    assertEquals(
        0,
        run("calendar", "joint", "--agreement", GULF, "--from", "2027-01-04", "--days", "1"),
        err);
    assertTrue(out.contains("note: calendar SA states no holiday after 2026-09-23"), out);
  }

  @Test
  void daysOutsideOfTheAgreementAreCountedWithANote() {
    assertEquals(
        0,
        run("calendar", "joint", "--agreement", BRAZIL, "--from", "2025-12-31", "--days", "1"),
        err);
    assertEquals(
        """
        2025-12-31 Wed    0
        2026-01-01 Thu       closed: AR (Año Nuevo), BR (Confraternização Universal)
        2026-01-02 Fri    1
        note: the agreement does not hold on 2025-12-31
        1 joint business day after 2025-12-31: 2026-01-02
        """,
        out);
  }

  /// Each day is judged by the version of the annex that is in force on it.
  @Test
  void jointDaysGoByTheAnnexOfEachDay() throws IOException {
    Path changed = folder.resolve("changed.agreement");
    Files.writeString(
        changed,
        Files.readString(Path.of(BRAZIL))
            + """

            annex calendar version 2 from 2026-06-01 until 2026-06-30
              countries BR, AR, UY
              moment START 09:00 America/Sao_Paulo

            calendar UY
              rest SATURDAY, SUNDAY
              holiday 2026-06-02 "x"
              holiday 2026-06-03 "y"
            """);
    for (String row :
        """
        2026-05-29 1 | 2026-06-01 |
        2026-05-29 2 | 2026-06-05 |
        2026-05-29 4 | 2026-06-09 |
        2026-06-02 0 | 2026-06-05 |
        2026-06-26 3 | 2026-07-01 | no annex calendar holds on 2026-07-01; this is by version 2
        2025-12-31 1 | 2026-01-02 | the agreement does not hold on 2025-12-31
        """
            .lines().toList()) {
      String[] cells = (row + " ").split(" \\| ?");
      String[] asked = cells[0].split(" ");
      assertEquals(
          0,
          run("calendar", "joint", "--agreement", changed.toString(), "--from", asked[0],
              "--days", asked[1], "--json"),
          row + err);
      JsonNode json = new ObjectMapper().readTree(out);
      assertEquals(cells[1].strip(), json.get("result").asText(), row);
      assertEquals(json.get("result"), json.at("/dates").get(json.at("/dates").size() - 1)
          .get("date"), row);
      assertEquals(cells.length > 2 ? cells[2].strip() : "", notes(json), row);
    }
    assertEquals(
        0,
        run("calendar", "moments", "--agreement", changed.toString(), "--on", "2026-07-01"), err);
    assertTrue(out.contains("note: no annex calendar holds on 2026-07-01"), out);
  }

  /// The notes that are not about calendars.
  private static String notes(JsonNode json) {
    List<String> notes = new ArrayList<>();
    json.get("notes").forEach(note -> notes.add(note.asText()));
    notes.removeIf(note -> note.startsWith("calendar "));
    return String.join("; ", notes);
  }

  @Test
  void daysThatNobodyCounts() {
    for (String row :
        """
        joint --agreement GULF --from 9990-01-01 --days 3660 > lies beyond 9999-12-31
        joint --agreement GULF --from 9999-12-31 --days 0 > lies beyond 9999-12-31
        joint --agreement GULF --from +12026-03-15 --days 1 > --from is a day such as 2026-03-15
        joint --agreement GULF --from=-9999-01-01 --days 1 > up to 9999-12-31, not "-9999-01-01"
        joint --agreement GULF --from 2026-02-30 --days 1 > not "2026-02-30"; see kontor calendar
        joint --agreement GULF --from 2026-01-01 --days -1 > --days is 0 to 3660: -1
        moments --agreement GULF --on 1965-12-15 > time zones are known from 1970-01-02 on
        moments --agreement GULF --on +11761247-06-21 > not "+11761247-06-21"
        """
            .lines().toList()) {
      String[] cells = row.split(" > ");
      String line = "calendar " + cells[0].replace("GULF", GULF);
      assertEquals(cells[1].startsWith("time") ? 1 : 2, run(line.split(" ")), row + err);
      assertTrue(err.contains(cells[1]), row + ": " + err);
    }
  }

  @Test
  void momentsAreInstantsOfTheirZones() throws IOException {
    assertEquals(
        0,
        run("calendar", "moments", "--agreement", GULF, "--on", "2026-12-15", "--json"), err);
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals("HALF_DAY", json.get("kind").asText());
    assertEquals("BH (Eve of the National Day)", json.at("/halfIn/0").asText());
    assertEquals("2026-12-15T09:00:00Z", json.at("/moments/5/instant").asText());
    assertEquals("CUSTOMER_CUT_OFF", json.at("/moments/5/name").asText());
    assertEquals("ONCE", json.at("/moments/5/local").asText());
    assertTrue(json.at("/timeZoneData/0").asText().matches("20\\d\\d[a-z]"), out);
    assertEquals(
        1, run("calendar", "moments", "--agreement", GULF, "--on", "2026-05-26"));
    assertTrue(out.startsWith("2026-05-26: nothing settles, closed: AE (Day of Arafah)"), out);
  }

  @Test
  void anAgreementIsBroughtToANode() throws IOException {
    Path scenario = folder.resolve("parties.scenario");
    Files.writeString(
        scenario,
        """
        currency BRL 2
        currency ARS 2
        institution CIBRBRB0
        institution CIARARB0
        """);
    ServerConfig config =
        ServerConfig.of(folder.resolve("node"))
            .withHttp(new ServerConfig.Http("127.0.0.1", 0));
    try (KontorServer server = KontorServer.start(config)) {
      new ScenarioRunner(server, ScenarioReader.read(scenario).scenario()).enterAll();
      String url = "http://127.0.0.1:" + server.port();
      assertEquals(1, onNode(url, "agreement", "enter", BRAZIL), err);
      assertTrue(err.contains("country unknown") || err.contains("zone unknown"), err);
      assertEquals(0, onNode(url, "agreement", "enter", BRAZIL, "--with-calendars"), err);
      assertTrue(out.contains("\nannex rates version 2: DONE\n"), out);
      assertEquals(1, onNode(url, "agreement", "enter", anotherWithThatNumber().toString()));
      assertTrue(err.contains("agreement 1: conflicts with earlier; it contradicts what"), err);
      assertTrue(err.contains("take another name or number"), err);
      for (String step : List.of("agree", "sign")) {
        for (String party : List.of("CIBRBRB0", "CIARARB0")) {
          assertEquals(0, onNode(url, "agreement", step, BRAZIL, "--as", party), err);
        }
      }
      assertEquals(0, onNode(url, "agreement", "ratify", "1", "--as", "CIBRBRB0"), err);
      assertEquals("ratify: DONE, AgreementRatified\n", out);
      assertEquals(0, run("agreement", "show", "1", "--url", url), err);
      Path shown = folder.resolve("shown.agreement");
      Files.writeString(shown, out);
      assertEquals(0, run("agreement", "check", shown.toString()), out);
      assertEquals(0, run("agreement", "diff", BRAZIL, shown.toString()), err);
      assertEquals("nothing changes\n", out);
      // What the file does not say, the node knows: who signed what.
      Files.writeString(
          shown,
          Files.readString(Path.of(BRAZIL))
              + "annex fees version 2 from 2029-07-16\n  penalty LATE_RETURN BRL 50.00\n");
      assertEquals(0, onNode(url, "agreement", "enter", shown.toString()), err);
      assertEquals(0, onNode(url, "agreement", "sign", shown.toString(), "--as", "CIARARB0"), err);
      assertTrue(out.startsWith("signature CIARARB0 fees 2 "), out);

      assertEquals(1, run("agreement", "show", "2", "--url", url));
      assertTrue(err.contains("no agreement with annexes has the number 2"), err);

      assertEquals(
          0,
          onNode(url, "treaty", "register", "17", "--party", "BR", "--party", "AR", "--field",
              "energy", "--subject", "Joint pipeline", "--state", "SIGNED", "--signed",
              "2026-11-05", "--until", "2030-12-31"),
          err);
      assertEquals(0, run("treaty", "list", "--url", url, "--field", "energy"), err);
      assertEquals(
          "TREATY 17  SIGNED  energy  BR, AR  signed 2026-11-05  until 2030-12-31"
              + "  Joint pipeline\n1 in all\n",
          out);
      assertEquals(
          0,
          run("treaty", "totals", "--url", url, "--signed-from", "2026-11-01",
              "--signed-until", "2026-11-05"),
          err);
      assertEquals(
          "2 agreements, 1 of them signed in the period, to 2030-12-31, 0 without an end\n", out);
    }
  }

  private Path anotherWithThatNumber() throws IOException {
    String text = Files.readString(Path.of(BRAZIL));
    return Files.writeString(
        folder.resolve("other.agreement"),
        text.replaceFirst("agreement 1 \"[^\"]*\"", "agreement 1 \"Another\""));
  }

  private int onNode(String url, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--by", "M. Sousa", "--checked-by", "C. Lima", "--url", url));
    return run(all.toArray(new String[0]));
  }

  private int sign(Path file, String party) {
    return run(
        "agreement", "sign", file.toString(), "--as", party, "--by", "M. Sousa", "--checked-by",
        "C. Lima", "--write");
  }

  /// As on a full disk: the new text finds no place, and the old one is whole.
  @Test
  void aTextThatCannotBeWrittenStaysAsItWas() throws IOException {
    String text = Files.readString(Path.of(BRAZIL));
    Path file = Files.writeString(folder.resolve("kept.agreement"), text);
    Files.createDirectories(folder.resolve("kept.agreement.new").resolve("in the way"));
    assertEquals(3, sign(file, "CIBRBRB0"));
    assertTrue(err.contains("kept.agreement cannot be written"), err);
    assertEquals(text, Files.readString(file));
  }

  /// What could be paid, from the text alone (F05): the verdict, the rule, and the exit code.
  @Test
  void aTextSaysWhatMayBePaid() throws IOException {
    String provider = EXAMPLES.resolve("provider.agreement").toString();
    for (String row :
        """
        --class GOODS --goods 1006 --amount INR_1.00 --documents invoice --tenor 180 | 0 ELIGIBLE 10
        --class GOODS --goods 1001 --amount INR_1.00 --documents invoice --tenor 180 | 1 \
        NEEDS_LICENCE 1001
        --class GOODS --goods 3004.31 --amount INR_1.00 --documents invoice --tenor 1 | 0 \
        ELIGIBLE 300431
        --class goods --goods 8460 --amount INR_1.00 --documents invoice --tenor 1 | 1 \
        NEEDS_LICENCE 8456-8466
        --class GOODS --goods 9301 --amount INR_1.00 --documents invoice --tenor 1 | 1 INELIGIBLE 93
        --class GOODS --goods 1006 --amount INR_1.00 --documents invoice --tenor 181 | 1 \
        INELIGIBLE GOODS
        --class GOODS --goods 1006 --amount INR_1.00 --documents invoice | 1 NEEDS_DOCUMENTS GOODS
        --class GOODS --goods 1006 --amount INR_200000.00 --documents invoice --tenor 1 | 1 \
        NEEDS_DOCUMENTS GOODS-INR-200000.00
        --class GOODS --amount INR_1.00 --documents invoice --tenor 1 | 1 INELIGIBLE goods
        --class PENSION --amount INR_1.00 | 1 INELIGIBLE class
        --amount INR_1.00 | 1 INELIGIBLE class
        --class FAMILY_REMITTANCE --amount INR_499.99 | 1 INELIGIBLE FAMILY_REMITTANCE
        --class FAMILY_REMITTANCE --amount INR_500.00 --amount IDR_1.00 | 0 ELIGIBLE \
        FAMILY_REMITTANCE
        """
            .lines().toList()) {
      String[] cells = row.split(" \\| ");
      List<String> words =
          new ArrayList<>(
              List.of("agreement", "eligible", provider, "--on", "2026-06-01", "--json"));
      for (String word : cells[0].strip().split(" ")) {
        words.add(word.startsWith("IN") || word.startsWith("ID") ? word.replace('_', ' ') : word);
      }
      int code = run(words.toArray(String[]::new));
      JsonNode json = new ObjectMapper().readTree(out.isEmpty() ? "{}" : out);
      assertEquals(
          cells[1],
          code + " " + json.path("verdict").asText() + " " + json.path("rule").asText(),
          row + ": " + out + err);
    }
    assertEquals(
        1,
        run("agreement", "eligible", provider, "--class", "GOODS", "--goods", "1001", "--amount",
            "INR 1.00", "--on", "2026-06-01"));
    assertEquals("NEEDS_LICENCE by rule 1001: a licence is needed for goods 1001\n", out);
  }

  /// Digits of a money that the text states are those of the text.
  @Test
  void aMoneyThatTheTextStatesCanBeAskedFor() throws IOException {
    Path file = folder.resolve("stated.agreement");
    Files.writeString(
        file,
        "currency XQQ 3\n\n"
            + Files.readString(EXAMPLES.resolve("goods.agreement")).replace("BRL", "XQQ"));
    assertEquals(
        0,
        run("agreement", "eligible", file.toString(), "--class", "PENSION", "--amount",
            "XQQ 200.125", "--on", "2026-06-01"),
        err);
    assertEquals("ELIGIBLE by rule PENSION: it may be paid\n", out);
  }

  @Test
  void aQuestionThatIsNoneIsAFaultOfTheCommandLine() {
    String provider = EXAMPLES.resolve("provider.agreement").toString();
    assertEquals(2, run("agreement", "eligible", provider, "--class", "GOODS"));
    assertEquals(
        2,
        run("agreement", "eligible", provider, "--class", "ANY", "--amount", "INR 1.00", "--on",
            "2026-06-01"));
    assertTrue(err.contains("allowed: GOODS, TRADE_SERVICES"), err);
    assertEquals(
        2,
        run("agreement", "eligible", provider, "--amount", "INR 1.001", "--on", "2026-06-01"));
    assertTrue(err.contains("at most 2 decimals"), err);
    assertEquals(
        2,
        run("agreement", "eligible", provider, "--amount", "USD 1.00", "--on", "2026-06-01"));
    assertTrue(err.contains("USD is the money of no party; allowed: INR, IDR"), err);
    assertEquals(
        2,
        run("agreement", "eligible", provider, "--amount", "INR 0.00", "--on", "2026-06-01"));
    assertTrue(err.contains("write a sum above zero"), err);
    assertEquals(
        1,
        run("agreement", "eligible", provider, "--amount", "INR 1.00", "--on", "2020-01-01"));
    assertTrue(err.contains("no annex on operations holds on 2020-01-01"), err);
  }

  private int run(String... arguments) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteArrayOutputStream faults = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new PrintStream(answer, true, StandardCharsets.UTF_8),
            new PrintStream(faults, true, StandardCharsets.UTF_8));
    out = answer.toString(StandardCharsets.UTF_8);
    err = faults.toString(StandardCharsets.UTF_8);
    return code;
  }
}
