package kontor.server.ledger;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Map;
import kontor.server.http.Body;
import kontor.server.http.ProblemException;

/// The two forms of records over HTTP.
enum Media {
  JSON("application/json"),
  RECORDS("application/octet-stream");

  static final String ALL = "application/json, application/octet-stream";

  private static final Map<String, Integer> SPECIFICITY = Map.of("*/*", 1, "application/*", 2);
  private static final int SPECIFIC = 3;

  private final String type;

  Media(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  /// The form of the body; it must be said, for bytes could be either.
  static Media ofBody(ServerRequest request) throws ProblemException {
    String said = Body.mediaType(request);
    for (Media media : values()) {
      if (media.type.equals(said)) {
        return media;
      }
    }
    throw new ProblemException(LedgerProblems.notTaken(said));
  }

  /// The form of the answer: what the client likes best, and the usual one if it likes both.
  static Media ofAnswer(ServerRequest request, Media usual) throws ProblemException {
    Media other = usual == JSON ? RECORDS : JSON;
    if (!request.headers().contains(HeaderNames.ACCEPT)) {
      return usual;
    }
    String accept =
        String.join(",", request.headers().get(HeaderNames.ACCEPT).allValues())
            .toLowerCase(Locale.ROOT);
    int likesUsual = usual.quality(accept);
    int likesOther = other.quality(accept);
    if (likesUsual == 0 && likesOther == 0) {
      throw new ProblemException(LedgerProblems.notGiven());
    }
    return likesUsual >= likesOther ? usual : other;
  }

  /// How much a client likes this, in thousandths: what its most specific range says.
  private int quality(String accept) {
    int quality = 0;
    int specificity = 0;
    for (String range : accept.split(",")) {
      String[] parts = range.strip().split("\\s*;\\s*");
      // Of semicolons alone nothing is left.
      String said = parts.length == 0 ? "" : parts[0];
      Integer general = SPECIFICITY.get(said);
      int specific = said.equals(type) ? SPECIFIC : general == null ? 0 : general;
      if (specific > specificity) {
        specificity = specific;
        quality = thousandths(parts);
      }
    }
    return quality;
  }

  private static int thousandths(String[] parts) {
    for (String part : parts) {
      if (part.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
        return (int) Math.round(1000 * Double.parseDouble(part.substring(2)));
      }
    }
    return 1000;
  }
}
