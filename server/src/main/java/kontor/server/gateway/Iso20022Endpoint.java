package kontor.server.gateway;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.server.http.Body;
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
    byte[] body = Body.read(request, response, bytesMax, Problem.tooLarge(bytesMax));
    Answer answer = intake.take(body, waitMs(request));
    response.header(HeaderNames.CONTENT_TYPE, "application/xml; charset=UTF-8");
    response.header(HeaderNames.create("Kontor-Message"), answer.messageName());
    response.header(HeaderNames.create("Kontor-Status"), answer.status());
    response.header(
        HeaderNames.create("Kontor-Position"), Long.toString(answer.document().position()));
    response.send(answer.bytes());
  }

  /// No content type at all is taken for XML; whoever says something else is told.
  private static void checkMediaType(ServerRequest request) throws ProblemException {
    String bare = Body.mediaType(request);
    boolean isXml =
        bare.isEmpty()
            || bare.equals("application/xml")
            || bare.equals("text/xml")
            || bare.endsWith("+xml");
    if (!isXml) {
      throw new ProblemException(Problem.notXml(bare));
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
