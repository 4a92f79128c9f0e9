package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import kontor.server.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The node that a command asks.
final class NodeOption {

  private static final int DONE = 200;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:" + ServerConfig.PORT,
      description = "Address of the node. Default: ${DEFAULT-VALUE}.")
  private @Nullable URI url;

  /// @throws CliFault with the problem's words if the node refuses
  JsonNode get(String pathAndQuery) {
    NodeHttp node = node();
    return answer(node.exchange(node.request(pathAndQuery).GET().build()));
  }

  /// @throws CliFault with the problem's words if the node refuses
  JsonNode post(String path, ObjectNode body) {
    return post(path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// @throws CliFault with the problem's words if the node refuses
  JsonNode post(String path, String mediaType, byte[] body) {
    NodeHttp node = node();
    return answer(
        node.exchange(
            node.request(path)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build()));
  }

  private NodeHttp node() {
    if (url == null) {
      throw CliFault.usage("--url is the address of a node");
    }
    return new NodeHttp(url);
  }

  private static JsonNode answer(HttpResponse<byte[]> response) {
    JsonNode json = NodeHttp.json(response);
    if (response.statusCode() != DONE) {
      throw CliFault.refused(json.path("detail").asText());
    }
    return json;
  }
}
