package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Talks to a running node.
final class NodeHttp {

  private static final int DONE = 200;
  private static final int PORT_MAX = 65_535;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI url;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  NodeHttp(URI url) {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())
        || url.getHost() == null
        || url.getPort() > PORT_MAX) {
      throw CliFault.usage("--url is an address such as http://127.0.0.1:7420, not " + url);
    }
    this.url = url;
  }

  /// The plain text that an address answers with; a refusal ends the command.
  String text(String pathAndQuery) {
    HttpResponse<byte[]> response = exchange(request(pathAndQuery).GET().build());
    if (response.statusCode() != DONE) {
      throw refused(response);
    }
    if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain")) {
      throw noNode(response);
    }
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /// The object that an address answers with; a refusal ends the command.
  JsonNode json(String pathAndQuery) {
    HttpResponse<byte[]> response = exchange(request(pathAndQuery).GET().build());
    if (response.statusCode() != DONE) {
      throw refused(response);
    }
    return json(response);
  }

  /// The object in an answer; what answers with anything else is no node.
  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      JsonNode json = MAPPER.readTree(response.body());
      if (json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      // Told below: a node answers in JSON.
    }
    throw noNode(response);
  }

  /// What a problem says, for one line on standard error.
  static CliFault refused(HttpResponse<byte[]> response) {
    JsonNode detail = json(response).path("detail");
    return detail.isTextual()
        ? CliFault.refused("the node refuses it: " + detail.asText())
        : noNode(response);
  }

  private static CliFault noNode(HttpResponse<byte[]> response) {
    return CliFault.environment(
        "what answers at " + response.uri().resolve("/") + " is no node of Kontor (HTTP "
            + response.statusCode() + "); give the address of one with --url");
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(url.resolve(pathAndQuery)).timeout(ANSWER);
  }

  HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw CliFault.environment(
          "no node answers at " + url + " (" + e.getClass().getSimpleName()
              + "); start one with ./kontor run, or give its address with --url");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFault.environment("stopped while waiting for " + url);
    }
  }
}
