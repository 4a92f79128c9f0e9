package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import kontor.engine.terms.FourEyes;
import kontor.server.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who stands for a change, and which node it goes to (F36).
final class ChangeOptions {

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who makes it.")
  private String maker = "";

  @Option(
      names = "--checked-by",
      required = true,
      paramLabel = "NAME",
      description = "Who has checked it, another person.")
  private String checker = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of the node, usually http://127.0.0.1:" + ServerConfig.PORT + ".")
  private @Nullable URI url;

  FourEyes by() {
    FourEyes by = new FourEyes(
            Persons.name("--by", maker), Persons.name("--checked-by", checker));
    if (!by.areTwo()) {
      throw CliFault.usage(
          "a change needs two persons; give two names with --by and --checked-by, each with up to "
              + FourEyes.NAME_CHARS_MAX + " characters");
    }
    return by;
  }

  /// Whether a node is named.
  boolean isForNode() {
    return url != null;
  }

  /// Body of a change, with its two persons.
  ObjectNode body() {
    FourEyes by = by();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("maker", by.maker());
    body.put("checker", by.checker());
    return body;
  }

  NodeHttp node() {
    return new NodeHttp(
        url == null ? URI.create("http://127.0.0.1:" + ServerConfig.PORT) : url);
  }

  /// Sends a change and gives the node's answer; a refusal ends the command.
  JsonNode post(String path, ObjectNode body) {
    NodeHttp node = node();
    HttpResponse<byte[]> response =
        node.exchange(
            node.request(path)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        body.toString().getBytes(StandardCharsets.UTF_8)))
                .build());
    if (response.statusCode() != 200) {
      throw NodeHttp.refused(response);
    }
    return NodeHttp.json(response);
  }
}
