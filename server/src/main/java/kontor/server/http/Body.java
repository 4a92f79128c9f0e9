package kontor.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a request brings.
public final class Body {

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private Body() {}

  /// The content type without its parameters, in small letters; empty if it is not said.
  public static String mediaType(ServerRequest request) {
    if (!request.headers().contains(HeaderNames.CONTENT_TYPE)) {
      return "";
    }
    String type = request.headers().get(HeaderNames.CONTENT_TYPE).get().toLowerCase(Locale.ROOT);
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
  }

  /// The whole body.
  ///
  /// @param tooLarge what to say when there are more than `bytesMax`
  public static byte[] read(
      ServerRequest request, ServerResponse response, int bytesMax, Problem tooLarge)
      throws ProblemException {
    checkLength(request, response);
    if (request.headers().contentLength().orElse(0) > bytesMax) {
      throw new ProblemException(tooLarge);
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(bytesMax);
      if (body.length == bytesMax && in.readNBytes(CHUNK_BYTES).length > 0) {
        throw new ProblemException(tooLarge);
      }
      return body;
    } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException
        | IllegalArgumentException e) {
      throw broken(response, "the body broke off; send the message again");
    }
  }

  /// Two lengths, or one that is no number, are two bodies for two who read them.
  private static void checkLength(ServerRequest request, ServerResponse response)
      throws ProblemException {
    if (!request.headers().contains(HeaderNames.CONTENT_LENGTH)) {
      return;
    }
    List<String> said = request.headers().get(HeaderNames.CONTENT_LENGTH).allValues();
    String first = said.getFirst();
    if (!LENGTH.matcher(first).matches() || !said.stream().allMatch(first::equals)) {
      throw broken(
          response, "Content-Length is one whole number, not \"" + String.join(", ", said) + "\"");
    }
  }

  /// Nothing that follows on this connection can be told from the rest of the body.
  private static ProblemException broken(ServerResponse response, String detail) {
    response.header(HeaderValues.CONNECTION_CLOSE);
    return new ProblemException(Problem.badRequest(detail));
  }
}
