package kontor.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.DirectHandlers;

/// What the HTTP server refuses by itself (a broken head, too long an address, an encoding that
/// nobody reads) leaves as a problem too, and says nothing of the inside.
public final class ServerRefusals {

  private ServerRefusals() {}

  public static DirectHandlers handlers() {
    DirectHandler asProblem =
        (request, type, status, headers, message) ->
            DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .keepAlive(type.keepAlive())
                .entity(Problem.ofStatus(status).bytes(request.path()))
                .build();
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(type, asProblem);
    }
    return builder.build();
  }
}
