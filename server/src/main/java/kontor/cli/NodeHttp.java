package kontor.cli;

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

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI url;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  NodeHttp(URI url) {
    if (url.getScheme() == null || url.getHost() == null) {
      throw CliFault.usage("--url is an address such as http://127.0.0.1:7420, not " + url);
    }
    this.url = url;
  }

  /// The text that an address answers with; a refusal ends the command.
  String get(String pathAndQuery) {
    HttpResponse<byte[]> response = exchange(request(pathAndQuery).GET().build());
    if (response.statusCode() == 200) {
      return new String(response.body(), StandardCharsets.UTF_8);
    }
    throw refused(response);
  }

  /// What a problem says, for one line on standard error.
  static CliFault refused(HttpResponse<byte[]> response) {
    String detail = "HTTP " + response.statusCode();
    try {
      detail = MAPPER.readTree(response.body()).path("detail").asText(detail);
    } catch (IOException e) {
      // What answers there does not speak as a node does; its status must do.
    }
    return CliFault.refused("the node refuses it: " + detail);
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
