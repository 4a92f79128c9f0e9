package kontor.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Speaks to the ledger's routes as a client does.
final class LedgerHttp {

  static final String JSON = "application/json";
  static final String RECORDS = "application/octet-stream";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String base;

  LedgerHttp(int port) {
    base = "http://127.0.0.1:" + port;
  }

  JsonNode post(String path, String body) {
    return post(path, body, 200);
  }

  JsonNode post(String path, String body, int status) {
    return json(send("POST", path, JSON, body.getBytes(StandardCharsets.UTF_8)), status);
  }

  JsonNode get(String path, int status) {
    return json(send("GET", path, "", new byte[0]), status);
  }

  byte[] postRecords(String path, byte[] body) {
    HttpResponse<byte[]> response = send("POST", path, RECORDS, body);
    assertEquals(200, response.statusCode(), () -> path + " " + text(response));
    assertEquals(RECORDS, response.headers().firstValue("Content-Type").orElse(""));
    return response.body();
  }

  /// @param headers names and values by turns
  HttpResponse<byte[]> send(
      String method, String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body.length == 0 && !method.equals("POST")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(HttpResponse<byte[]> response, int status) {
    assertEquals(status, response.statusCode(), () -> response.uri() + " " + text(response));
    try {
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /// One field of each element.
  static List<String> each(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.path(field).asText()));
    return texts;
  }
}
