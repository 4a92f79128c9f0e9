package kontor.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Set;

/// What the HTTP server refuses by itself (a broken head, too long an address, an encoding that
/// nobody reads) leaves as a problem too, and says nothing of the inside.
public final class ServerRefusals {

  private static final String IDENTITY = "identity";

  private ServerRefusals() {}

  public static DirectHandlers handlers() {
    DirectHandler asProblem =
        (request, type, status, headers, message) -> {
          Problem problem = problem(request, status);
          return DirectHandler.TransportResponse.builder()
              .status(Status.create(problem.status()))
              .headers(headers)
              .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
              .keepAlive(type.keepAlive())
              .entity(problem.bytes(request.path()))
              .build();
        };
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      builder.addHandler(type, asProblem);
    }
    return builder.build();
  }

  private static Problem problem(DirectHandler.TransportRequest request, Status status) {
    String encoding =
        request.headers().first(HeaderNames.CONTENT_ENCODING).orElse(IDENTITY);
    return status.code() == Status.BAD_REQUEST_400.code() && !encoding.equals(IDENTITY)
        ? Problem.encoded(encoding)
        : Problem.ofStatus(status);
  }

  /// Bodies come as they are, also where a client says so.
  public static ContentEncodingContext encodings() {
    return ContentEncodingContext.builder()
        .contentEncodingsDiscoverServices(false)
        .addContentEncoding(new AsItIs())
        .build();
  }

  private static final class AsItIs implements ContentEncoding {
    @Override
    public Set<String> ids() {
      return Set.of(IDENTITY);
    }

    @Override
    public boolean supportsEncoding() {
      return false;
    }

    @Override
    public boolean supportsDecoding() {
      return true;
    }

    @Override
    public ContentDecoder decoder() {
      return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
      return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
      return IDENTITY;
    }

    @Override
    public String type() {
      return IDENTITY;
    }
  }
}
