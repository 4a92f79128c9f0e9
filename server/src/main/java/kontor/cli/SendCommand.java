package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.server.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends message files to a running node.
@Command(
    name = "send",
    header = "Send message files to a running node and show the answers.",
    description = {
      "Exit code 0: all settled or queued; 1: something was refused.",
      "Example: ./kontor send examples/day/01-import-in-the-payees-money.xml",
      ""
    })
final class SendCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:" + ServerConfig.PORT,
      description = "Address of the node. Default: ${DEFAULT-VALUE}.")
  private @Nullable URI url;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long to wait for payments in the queue. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Option(names = "--xml", description = "Print the answers' XML.")
  private boolean xml;

  @Parameters(
      arity = "1..*",
      paramLabel = "MESSAGE",
      description = "Message files, or folders of them.")
  private List<Path> messages = List.of();

  @Override
  public Integer call() throws IOException {
    if (url == null) {
      throw CliFault.usage("--url is required");
    }
    NodeHttp node = new NodeHttp(url);
    ArrayNode files = JsonNodeFactory.instance.arrayNode();
    boolean isRefused = false;
    for (Path file : ScenarioFiles.messages(messages)) {
      HttpResponse<byte[]> response = node.exchange(request(node, file));
      String status = response.headers().firstValue("Kontor-Status").orElse("");
      if (status.isEmpty()) {
        // A problem, or the answer of a stranger.
        NodeHttp.json(response);
      }
      isRefused |= !status.equals("ACSC") && !status.equals("PDNG");
      if (common.json()) {
        files.add(json(file, response, status));
      } else {
        print(file, response, status);
      }
    }
    if (common.json()) {
      common.print(JsonNodeFactory.instance.objectNode().set("files", files));
    }
    return isRefused ? ExitCodes.REFUSED : ExitCodes.DONE;
  }

  private HttpRequest request(NodeHttp node, Path file) {
    try {
      return node.request("/iso20022?waitMs=" + waitSeconds * 1_000L)
          .header("Content-Type", "application/xml")
          .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(file)))
          .build();
    } catch (IOException e) {
      throw CliFault.usage(
          file + " cannot be read (" + e.getClass().getSimpleName() + "); check the path");
    }
  }

  private void print(Path file, HttpResponse<byte[]> response, String status) {
    String answer = response.headers().firstValue("Kontor-Message").orElse("problem");
    common.out().println(
        file + ": " + (status.isEmpty() ? "HTTP " + response.statusCode() : status) + " "
            + answer);
    if (xml || status.isEmpty()) {
      common.out().println(new String(response.body(), StandardCharsets.UTF_8));
    }
    common.out().flush();
  }

  private static ObjectNode json(Path file, HttpResponse<byte[]> response, String status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.toString());
    json.put("http", response.statusCode());
    json.put("status", status);
    json.put("answer", response.headers().firstValue("Kontor-Message").orElse("problem"));
    json.put("body", new String(response.body(), StandardCharsets.UTF_8));
    return json;
  }
}
