package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands whose `--url` leads to a server that is no node: each says so, in one line, and shows
/// nothing of what it got.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangeServerTest {

  private static final String UETR = "5e771007-000c-400f-a014-000000000001";

  private final HttpServer server = started();
  private String out = "";
  private String err = "";

  private static HttpServer started() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError("no port for the stranger", e);
    }
  }

  /// Below `/404` it finds nothing; everywhere else it greets.
  @BeforeAll
  void start() {
    byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          boolean isFound = !exchange.getRequestURI().getPath().contains("404");
          exchange.sendResponseHeaders(isFound ? 200 : 404, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payment " + UETR,
        "treaty list",
        "treaty totals --signed-from 2026-01-01 --signed-until 2026-12-31",
        "agreement show 1",
        "agreement show 1 --json",
        "agreement show 404",
        "agreement eligible 1 --class GOODS --amount BRL5.00",
        "agreement ratify 1 --as CIBRBRB0 --by A --checked-by B",
        "currency show",
        "quote rates",
        "rate list",
        "bill --participant CIBRBRB0 --month 2026-11",
        "send ../examples/day/09-through-the-provider.xml",
      })
  void isNoNode(String line) {
    List<String> command = new ArrayList<>(List.of(line.split(" ")));
    command.add("--url");
    command.add("http://127.0.0.1:" + server.getAddress().getPort());
    assertEquals(3, run(command), line + ": " + out + err);
    // With --json a fault is the object that is asked for.
    String told = line.endsWith("--json") ? out : err;
    assertTrue(told.contains("is no node of Kontor"), out + err);
    assertTrue(told.contains("--url"), out + err);
    assertFalse(out.contains("Welcome"), out);
  }

  @Test
  void anAddressThatIsNoneIsWrongUsage() {
    for (String url : List.of("ftp://127.0.0.1", "http:///x", "http://127.0.0.1:70000", "x")) {
      assertEquals(2, run(List.of("quote", "rates", "--url", url)), url + err);
      assertTrue(err.contains("--url is an address such as http://127.0.0.1:7420"), url + err);
    }
  }

  private int run(List<String> command) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            command.toArray(String[]::new),
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
