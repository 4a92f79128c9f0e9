package kontor.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What went wrong, as RFC 9457 writes it.
///
/// @param type last part of the problem's URI, a word that never changes
/// @param title the same for all problems of the type
/// @param detail what is wrong here and what to do
/// @param more members of this type of problem, by name
public record Problem(
    int status, String type, String title, String detail, Map<String, JsonNode> more) {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "https://kontor.example/problems/";

  public Problem {
    // In a fixed order, so that the same problem has the same bytes.
    more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
  }

  public Problem(int status, String type, String title, String detail) {
    this(status, type, title, detail, Map.of());
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "not-found", "There is nothing here", detail);
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", "The request is not understood", detail);
  }

  public static Problem methodNotAllowed(String methods) {
    return new Problem(405, "method-not-allowed", "This is not done here",
        "allowed: " + methods);
  }

  public static Problem tooLarge(long bytesMax) {
    return new Problem(413, "too-large", "The message is too large",
        "send at most " + bytesMax + " bytes; split a bulk message");
  }

  public static Problem notXml(String mediaType) {
    return new Problem(415, "not-xml", "The body is not XML",
        "content type " + mediaType + " is not taken; allowed: application/xml, text/xml");
  }

  public static Problem notAccepting(String detail) {
    return new Problem(503, "not-accepting", "The node takes nothing at present", detail);
  }

  public static Problem outcomeUnknown() {
    return new Problem(503, "outcome-unknown", "No answer came in time",
        "the message may be in the log or not; send the very same bytes again, or ask by UETR");
  }

  public static Problem internal() {
    return new Problem(500, "internal", "The server failed",
        "see the operator's log; sending the same again is safe");
  }

  static Problem encoded(String encoding) {
    return new Problem(415, "content-encoding", "The body is encoded",
        "content encoding \"" + encoding + "\" is not taken; send the body as it is");
  }

  /// For what the HTTP server itself refuses, before any route sees it.
  static Problem ofStatus(Status status) {
    return switch (status.code()) {
      case 404 -> notFound("no such address; /openapi.json lists those that there are");
      case 413 -> new Problem(413, "too-large", "The message is too large",
          "send less in one request");
      case 500 -> internal();
      case 505 -> new Problem(505, "http-version", "This version of HTTP is not spoken here",
          "speak HTTP/1.1");
      default -> status.code() < 500
          ? new Problem(status.code(), "bad-request", "The request is not understood",
              "address, headers or body are not HTTP as it is spoken here")
          : new Problem(status.code(), "internal", "The server failed",
              "see the operator's log; sending the same again is safe");
    };
  }

  public void send(ServerRequest request, ServerResponse response) {
    response.status(Status.create(status));
    response.header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE);
    if (request.prologue().method().equals(Method.HEAD)) {
      // A body would be taken for the start of the next answer on this connection.
      response.send();
      return;
    }
    response.send(bytes(request.path().rawPath()));
  }

  byte[] bytes(String instance) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", TYPES + type);
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.put("instance", instance);
    json.setAll(more);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
