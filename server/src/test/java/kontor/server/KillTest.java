package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the product under the worst of treatments: a server in its own process, under
/// load from several banks at once, is killed by `kill -9` at seeded instants and started again.
///
/// Every answered payment is there, with that outcome, exactly once; every unanswered one can be
/// asked for by its UETR and has one outcome or never arrived; sending again gives the first
/// answer; the books hold to the unit; and the whole passes `verify`.
class KillTest {

  private static final int KILLS = Integer.getInteger("kontor.kills", 20);
  private static final long SEED = Long.getLong("kontor.seed", 20_261_124L);
  private static final int SENDERS = 4;
  private static final Duration START_WAIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);
  private static final int LOAD_MS_MAX = 1_200;

  private static final Pattern TRANSACTION_STATUS =
      Pattern.compile("<OrgnlUETR>([^<]+)</OrgnlUETR>.*?<TxSts>([A-Z]{4})</TxSts>", Pattern.DOTALL);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5)).build();

  @TempDir Path folder = Path.of("");

  /// One message as sent, and its answer if one came.
  private record Sent(String xml, List<String> uetrs, String answer) {}

  @Test
  void nothingAnsweredIsLostAndNothingHappensTwice() throws Exception {
    System.out.println("KillTest seed " + SEED + ", kills " + KILLS);
    SplittableRandom random = new SplittableRandom(SEED);
    ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (Node node = Node.start(folder)) {
        killUnderLoad(node, kill, random.split(), random.nextInt(LOAD_MS_MAX), sent);
      }
    }
    long answered = sent.stream().filter(s -> !s.answer().isEmpty()).count();
    System.out.println("KillTest: " + sent.size() + " messages sent, " + answered + " answered");
    assertTrue(answered > KILLS, "the load must reach the server: " + answered + " answers");
    try (Node node = Node.start(folder)) {
      for (Sent message : sent) {
        checkMessage(node, message);
      }
      checkBalances(node, sent);
      node.stop();
    }
    assertEquals(0, run("verify", "--data", folder.resolve("node").toString()));
  }

  private void killUnderLoad(
      Node node, int kill, SplittableRandom random, int loadMs, ConcurrentLinkedQueue<Sent> sent)
      throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Traffic traffic = new Traffic("k" + kill + "s" + i, random.split());
      senders.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (true) {
                      Sent message = traffic.next();
                      String answer = post(node, message.xml());
                      sent.add(new Sent(message.xml(), message.uetrs(), answer));
                      if (answer.isEmpty()) {
                        return;
                      }
                    }
                  }));
    }
    Thread.sleep(loadMs);
    node.kill();
    for (Thread sender : senders) {
      assertTrue(sender.join(ANSWER_WAIT.multipliedBy(2)), "a sender hangs after the kill");
    }
  }

  /// @return the answer, or nothing if none came
  private String post(Node node, String xml) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(node.url.resolve("iso20022"))
                  .timeout(ANSWER_WAIT)
                  .header("Content-Type", "application/xml")
                  .POST(HttpRequest.BodyPublishers.ofString(xml))
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      // The server was killed while it worked: the outcome is unknown, which is the point.
      return "";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void checkMessage(Node node, Sent message) {
    Map<String, String> promised = statuses(message.answer());
    for (String uetr : message.uetrs()) {
      JsonNode before = payment(node, uetr);
      String told = promised.get(uetr);
      if (told != null) {
        assertNotNull(before, "answered and lost: " + uetr);
        assertEquals(told, before.get("status").asText(), "outcome changed: " + before);
      }
    }
    String again = post(node, message.xml());
    assertTrue(!again.isEmpty(), "no answer to a repeat");
    if (!message.answer().isEmpty()) {
      assertEquals(message.answer(), again, "a repeat gets the first answer, to the byte");
    }
    assertEquals(again, post(node, message.xml()), "a second repeat too");
    for (String uetr : message.uetrs()) {
      JsonNode after = payment(node, uetr);
      assertNotNull(after, "every payment has one outcome once it is sent again: " + uetr);
    }
  }

  private static Map<String, String> statuses(String answer) {
    Map<String, String> statuses = new TreeMap<>();
    Matcher matcher = TRANSACTION_STATUS.matcher(answer);
    while (matcher.find()) {
      statuses.put(matcher.group(1), matcher.group(2));
    }
    return statuses;
  }

  private @Nullable JsonNode payment(Node node, String uetr) {
    return get(node, "payments/" + uetr);
  }

  private @Nullable JsonNode get(Node node, String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(node.url.resolve(path)).timeout(ANSWER_WAIT).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() == 404) {
        return null;
      }
      assertEquals(200, response.statusCode(), response.body());
      return json.readTree(response.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer from a healthy server", e);
    }
  }

  /// Opening balance, less what each settled payment took, plus what it gave: to the unit.
  private void checkBalances(Node node, ConcurrentLinkedQueue<Sent> sent) {
    Map<String, BigDecimal> expected = new TreeMap<>(Traffic.OPENING);
    for (Sent message : sent) {
      for (String uetr : message.uetrs()) {
        JsonNode payment = payment(node, uetr);
        if (payment != null && payment.get("state").asText().equals("SETTLED")) {
          book(expected, payment.at("/from/bank").asText(), payment.get("debit"), -1);
          book(expected, payment.at("/to/bank").asText(), payment.get("credit"), 1);
        }
      }
    }
    Map<String, BigDecimal> actual = new TreeMap<>();
    Map<String, BigDecimal> books = new TreeMap<>();
    JsonNode accounts = get(node, "accounts");
    assertNotNull(accounts);
    for (JsonNode account : accounts.get("accounts")) {
      BigDecimal balance = new BigDecimal(account.get("balance").asText());
      String currency = account.get("currency").asText();
      if (account.get("kind").asText().equals("SETTLEMENT")) {
        actual.merge(account.get("owner").asText() + " " + currency, balance, BigDecimal::add);
      }
      books.merge(account.get("servicer").asText() + " " + currency, balance, BigDecimal::add);
    }
    for (Map.Entry<String, BigDecimal> entry : expected.entrySet()) {
      assertEquals(entry.getValue(), actual.get(entry.getKey()), entry.getKey());
    }
    books.forEach((book, sum) -> assertEquals(0, sum.signum(), "book " + book + " sums to " + sum));
  }

  private static void book(Map<String, BigDecimal> sums, String bank, JsonNode money, int sign) {
    sums.merge(
        bank + " " + money.get("currency").asText(),
        new BigDecimal(money.get("amount").asText()).multiply(BigDecimal.valueOf(sign)),
        BigDecimal::add);
  }

  /// Messages of several banks, good and bad, by seed.
  private static final class Traffic {

    static final Map<String, BigDecimal> OPENING =
        Map.of(
            "BNAABRS0 BRL", new BigDecimal("9000000.00"),
            "BNAABRS0 ARS", new BigDecimal("6000000.00"),
            "BNBBBRR0 BRL", new BigDecimal("250000.00"),
            "BNCCARB0 ARS", new BigDecimal("40000000.00"),
            "BNDDARC0 ARS", new BigDecimal("90000000.00"),
            "BNDDARC0 BRL", new BigDecimal("800000.00"));

    private final String name;
    private final SplittableRandom random;
    private int count;

    Traffic(String name, SplittableRandom random) {
      this.name = name;
      this.random = random;
    }

    Sent next() {
      count++;
      int transactions = 1 + random.nextInt(4);
      int kind = random.nextInt(5);
      String from = kind == 1 ? "BNCCARB0" : kind == 2 ? "BNBBBRR0" : "BNAABRS0";
      String to = kind == 1 ? "BNBBBRR0" : "BNDDARC0";
      String currency = kind == 1 || kind == 3 ? "ARS" : "BRL";
      // Of the third kind some lack cover and wait; of the last kind some have too many decimals.
      String amount =
          kind == 2
              ? "9000000.00"
              : (1 + random.nextInt(500)) + "." + (10 + random.nextInt(90))
                  + (kind == 4 && random.nextInt(3) == 0 ? "7" : "");
      List<String> uetrs = new ArrayList<>();
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < transactions; i++) {
        String uetr = uetr();
        uetrs.add(uetr);
        body.append(transaction(name + "-" + count + "-" + i, uetr, currency, amount, from, to));
      }
      String xml = HEAD.formatted(name + "-" + count, transactions) + body + TAIL;
      return new Sent(xml, List.copyOf(uetrs), "");
    }

    private String uetr() {
      long high = (random.nextLong() & ~0xF000L) | 0x4000L;
      long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
      return new java.util.UUID(high, low).toString();
    }

    private static String transaction(
        String id, String uetr, String currency, String amount, String from, String to) {
      return TRANSACTION.formatted(id, id, id, uetr, currency, amount, from, from, to);
    }

    private static final String HEAD =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
        <GrpHdr><MsgId>%s</MsgId><CreDtTm>2022-03-11T09:30:00-03:00</CreDtTm>
        <NbOfTxs>%d</NbOfTxs><SttlmInf><SttlmMtd>CLRG</SttlmMtd>
        <ClrSys><Prtry>KONTOR</Prtry></ClrSys></SttlmInf></GrpHdr>
        """;

    private static final String TRANSACTION =
        """
        <CdtTrfTxInf><PmtId><InstrId>%s</InstrId><EndToEndId>E%s</EndToEndId><TxId>T%s</TxId>
        <UETR>%s</UETR></PmtId><IntrBkSttlmAmt Ccy="%s">%s</IntrBkSttlmAmt>
        <IntrBkSttlmDt>2022-03-11</IntrBkSttlmDt><ChrgBr>SHAR</ChrgBr>
        <InstgAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></InstgAgt>
        <InstdAgt><FinInstnId><BICFI>CIBRBRB0</BICFI></FinInstnId></InstdAgt>
        <Dbtr><Nm>Payer</Nm><PstlAdr><TwnNm>Somewhere</TwnNm><Ctry>BR</Ctry></PstlAdr></Dbtr>
        <DbtrAcct><Id><Othr><Id>100-1</Id></Othr></Id></DbtrAcct>
        <DbtrAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></DbtrAgt>
        <CdtrAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></CdtrAgt>
        <Cdtr><Nm>Payee</Nm><PstlAdr><TwnNm>Elsewhere</TwnNm><Ctry>AR</Ctry></PstlAdr></Cdtr>
        <CdtrAcct><Id><Othr><Id>200-2</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
        """;

    private static final String TAIL = "</FIToFICstmrCdtTrf></Document>";
  }

  /// A server in a process of its own.
  private static final class Node implements AutoCloseable {
    private final Process process;
    private final URI url;

    private Node(Process process, URI url) {
      this.process = process;
      this.url = url;
    }

    static Node start(Path folder) throws IOException {
      Process process =
          command("run", "--data", folder.resolve("node").toString(), "--port", "0",
                  "--scenario", examples().resolve("day.scenario").toString(), "--json")
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("node.log").toFile()))
              .start();
      Thread watchdog = watch(process);
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder said = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        Matcher matcher = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"").matcher(line);
        if (matcher.find()) {
          watchdog.interrupt();
          return new Node(process, URI.create(matcher.group(1)));
        }
      }
      throw new AssertionError("the server did not start: " + said
          + Files.readString(folder.resolve("node.log")));
    }

    /// Ends a server that neither starts nor fails, so that the test fails instead of hanging.
    private static Thread watch(Process process) {
      return Thread.ofVirtual()
          .start(
              () -> {
                try {
                  Thread.sleep(START_WAIT);
                  process.destroyForcibly();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }

    /// SIGTERM, and waits for the clean end.
    void stop() throws InterruptedException {
      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the server does not stop on SIGTERM");
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private static int run(String... arguments) throws Exception {
    Process process = command(arguments).inheritIO().start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running: " + arguments[0]);
    return process.exitValue();
  }

  private static ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens");
    command.add("java.base/jdk.internal.misc=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("kontor.cli.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static Path examples() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("examples"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new AssertionError("no examples folder above the tests");
    }
    return here.resolve("examples");
  }
}
