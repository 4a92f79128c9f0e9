package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.server.Traffic.Sent;
import org.jspecify.annotations.Nullable;

/// Sends messages to a server by HTTP, and checks by the same way what became of them.
final class PaymentChecks {

  static final Duration ANSWER_WAIT = Duration.ofSeconds(20);

  private static final Pattern TRANSACTION_STATUS =
      Pattern.compile("<OrgnlUETR>([^<]+)</OrgnlUETR>.*?<TxSts>([A-Z]{4})</TxSts>", Pattern.DOTALL);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5)).build();

  /// @return the answer, or nothing if none came
  String post(ServerProcess node, String xml) {
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

  void checkAnswer(ServerProcess node, Sent message) {
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

  @Nullable JsonNode payment(ServerProcess node, String uetr) {
    return get(node, "payments/" + uetr);
  }

  private @Nullable JsonNode get(ServerProcess node, String path) {
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
  void checkBalances(ServerProcess node, Collection<Sent> sent) {
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
}
