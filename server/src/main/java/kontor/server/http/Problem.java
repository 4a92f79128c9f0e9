package kontor.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// What went wrong, as RFC 9457 writes it.
///
/// @param type last part of the problem's URI, a word that never changes
/// @param title the same for all problems of the type
/// @param detail what is wrong here and what to do
public record Problem(int status, String type, String title, String detail) {

  private static final String TYPES = "https://kontor.example/problems/";

  public static Problem notFound(String detail) {
    return new Problem(404, "not-found", "There is nothing here", detail);
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", "The request is not understood", detail);
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

  public void send(ServerRequest request, ServerResponse response) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", TYPES + type);
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.put("instance", request.path().rawPath());
    response.status(Status.create(status));
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    response.send(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
