package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import kontor.server.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who stands for a change of currencies, and the node that takes it.
final class CurrencyChangeOptions {

  static final String URL_DEFAULT = "http://127.0.0.1:" + ServerConfig.PORT;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = URL_DEFAULT,
      description = "Address of the node. Default: ${DEFAULT-VALUE}.")
  private @Nullable URI url;

  @Option(
      names = "--maker",
      required = true,
      paramLabel = "NAME",
      description = "The person who enters the change.")
  private String maker = "";

  @Option(
      names = "--checker",
      required = true,
      paramLabel = "NAME",
      description = "Another person, who checked it.")
  private String checker = "";

  /// The beginning of a change: its two persons.
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("maker", Persons.name("--maker", maker));
    body.put("checker", Persons.name("--checker", checker));
    return body;
  }

  /// Sends the change and shows what came of it.
  ///
  /// @return exit code
  int send(CommonOptions common, String path, ObjectNode body, String done) {
    NodeHttp node = node(url);
    HttpResponse<byte[]> response =
        node.exchange(
            node.request(path)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        body.toString().getBytes(StandardCharsets.UTF_8)))
                .build());
    JsonNode answer = NodeHttp.json(response);
    boolean isDone = response.statusCode() == 200;
    if (common.json()) {
      common.print(answer);
    } else if (isDone) {
      common.out().println(done);
      common.out().flush();
    } else {
      common.err().println(answer.path("detail").asText());
      common.err().flush();
    }
    return isDone ? ExitCodes.DONE : ExitCodes.REFUSED;
  }

  static NodeHttp node(@Nullable URI url) {
    return new NodeHttp(url == null ? URI.create(URL_DEFAULT) : url);
  }
}
