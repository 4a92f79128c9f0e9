package kontor.server.gateway;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;

/// `POST /iso20022`: one message in, the ISO answer out. A refusal is an answer (200); a problem
/// is that the message could not be taken in at all.
///
/// The answer leaves by the time of finality. A payment that waits for money is answered PDNG at
/// once, or, when the client says so by `Prefer: wait=N` (seconds) or `?waitMs=`, after that time
/// or when the payment ended, whichever is first.
public final class Iso20022Endpoint implements HttpService {

  private static final Pattern PREFER_WAIT = Pattern.compile("\\bwait=(\\d{1,6})\\b");
  private static final int CHUNK_BYTES = 64 * 1024;

  private final MessageIntake intake;
  private final int bytesMax;

  public Iso20022Endpoint(MessageIntake intake, int bytesMax) {
    this.intake = intake;
    this.bytesMax = bytesMax;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.post(rules, "/iso20022", this::post);
  }

  private void post(ServerRequest request, ServerResponse response)
      throws ProblemException {
    checkMediaType(request);
    Answer answer = intake.take(body(request, response), waitMs(request));
    response.header(HeaderNames.CONTENT_TYPE, "application/xml; charset=UTF-8");
    response.header(HeaderNames.create("Kontor-Message"), answer.messageName());
    response.header(HeaderNames.create("Kontor-Status"), answer.status());
    response.header(
        HeaderNames.create("Kontor-Position"), Long.toString(answer.document().position()));
    response.send(answer.bytes());
  }

  /// No content type at all is taken for XML; whoever says something else is told.
  private static void checkMediaType(ServerRequest request) throws ProblemException {
    if (!request.headers().contains(HeaderNames.CONTENT_TYPE)) {
      return;
    }
    String type = request.headers().get(HeaderNames.CONTENT_TYPE).get().toLowerCase(Locale.ROOT);
    int semicolon = type.indexOf(';');
    String bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    if (!bare.equals("application/xml") && !bare.equals("text/xml") && !bare.endsWith("+xml")) {
      throw new ProblemException(Problem.notXml(bare));
    }
  }

  private byte[] body(ServerRequest request, ServerResponse response)
      throws ProblemException {
    if (request.headers().contentLength().orElse(0) > bytesMax) {
      throw new ProblemException(Problem.tooLarge(bytesMax));
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(bytesMax);
      if (body.length == bytesMax && in.readNBytes(CHUNK_BYTES).length > 0) {
        throw new ProblemException(Problem.tooLarge(bytesMax));
      }
      return body;
    } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException
        | IllegalArgumentException e) {
      // Nothing that follows on this connection can be told from the rest of the body.
      response.header(HeaderValues.CONNECTION_CLOSE);
      throw new ProblemException(
          Problem.badRequest("the body broke off; send the message again"));
    }
  }

  private static long waitMs(ServerRequest request) throws ProblemException {
    String query = request.query().first("waitMs").orElse("");
    if (!query.isEmpty()) {
      if (!query.matches("\\d{1,6}")) {
        throw new ProblemException(
            Problem.badRequest(
                "waitMs is a number of milliseconds up to " + MessageIntake.WAIT_MS_MAX));
      }
      return Long.parseLong(query);
    }
    if (request.headers().contains(HeaderNames.create("Prefer"))) {
      Matcher matcher =
          PREFER_WAIT.matcher(request.headers().get(HeaderNames.create("Prefer")).get());
      if (matcher.find()) {
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1_000L);
      }
    }
    return 0;
  }
}
