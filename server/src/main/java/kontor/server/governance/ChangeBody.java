package kontor.server.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.server.http.Body;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;

/// The JSON object that asks for a change, field by field. Each names the two persons who stand
/// for it, as `maker` and `checker`.
public final class ChangeBody {

  private static final int BYTES_MAX = 1 << 20;
  /// Of a field that stands twice nobody knows which one is meant.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonNode json;

  private ChangeBody(JsonNode json) {
    this.json = json;
  }

  public static ChangeBody of(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Problem tooLarge =
        new Problem(
            413, "too-large", "The change is too large", "send at most " + BYTES_MAX + " bytes");
    byte[] bytes = Body.read(request, response, BYTES_MAX, tooLarge);
    try {
      JsonNode json = MAPPER.readTree(bytes);
      if (!json.isObject()) {
        throw new ProblemException(Problem.badRequest("the body is one JSON object"));
      }
      return new ChangeBody(json);
    } catch (JsonProcessingException e) {
      throw new ProblemException(Problem.badRequest("the body is not JSON, or has a field twice"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FourEyes by() throws ProblemException {
    return byOf(text("maker"), text("checker"));
  }

  /// The two persons, each with all letters of the name.
  static FourEyes byOf(String maker, String checker) throws ProblemException {
    return new FourEyes(person("maker", maker), person("checker", checker));
  }

  private static String person(String field, String name) throws ProblemException {
    if (PersonName.hasLostLetters(name)) {
      throw new ProblemException(
          Problem.badRequest("\"" + field + "\" has lost letters on its way; send it in UTF-8"));
    }
    return name;
  }

  public boolean has(String field) {
    return json.has(field);
  }

  public String text(String field) throws ProblemException {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw missing(field, "a text");
    }
    return value.asText();
  }

  /// A text that says something.
  public String name(String field) throws ProblemException {
    String text = text(field);
    if (text.isBlank()) {
      throw missing(field, "a text that is not empty");
    }
    return text;
  }

  public int number(String field) throws ProblemException {
    JsonNode value = json.path(field);
    if (!value.isInt()) {
      throw missing(field, "a whole number");
    }
    return value.asInt();
  }

  /// Days since 1970-01-01 of a day such as `2026-02-16`.
  public int day(String field) throws ProblemException {
    return dayOf(text(field));
  }

  public static int dayOf(String text) throws ProblemException {
    try {
      return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw new ProblemException(
          Problem.badRequest("a day is written 2026-11-24, not \"" + text + "\""));
    }
  }

  public <E extends Enum<E>> E oneOf(String field, Class<E> type) throws ProblemException {
    return oneOf(text(field), field, type);
  }

  public <E extends Enum<E>> List<E> severalOf(String field, Class<E> type)
      throws ProblemException {
    List<E> values = new ArrayList<>();
    for (JsonNode value : array(field)) {
      values.add(oneOf(value.asText(), field, type));
    }
    return values;
  }

  private static <E extends Enum<E>> E oneOf(String text, String field, Class<E> type)
      throws ProblemException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw missing(field, "one of " + List.of(type.getEnumConstants()));
  }

  /// A SHA-256 digest, 64 hexadecimal digits.
  public Digest digest(String field) throws ProblemException {
    String text = text(field);
    if (!text.matches("[0-9a-f]{64}")) {
      throw missing(field, "a digest, 64 hexadecimal digits in small letters");
    }
    return Digest.of(HexFormat.of().parseHex(text));
  }

  /// The texts of a list.
  public List<String> texts(String field) throws ProblemException {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : array(field)) {
      if (!value.isTextual()) {
        throw missing(field, "a list of texts");
      }
      texts.add(value.asText());
    }
    return texts;
  }

  public ParticipantId participant(String field) throws ProblemException {
    return participantOf(text(field));
  }

  public static ParticipantId participantOf(String bic) throws ProblemException {
    try {
      return ParticipantId.ofBic(bic);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest("a BIC has eight or eleven capital letters and digits"));
    }
  }

  /// The objects of a list; none if the field is not there.
  public List<ChangeBody> objects(String field) throws ProblemException {
    List<ChangeBody> objects = new ArrayList<>();
    if (has(field)) {
      for (JsonNode value : array(field)) {
        objects.add(new ChangeBody(value));
      }
    }
    return objects;
  }

  private JsonNode array(String field) throws ProblemException {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw missing(field, "a list");
    }
    return value;
  }

  private static ProblemException missing(String field, String what) {
    return new ProblemException(Problem.badRequest("\"" + field + "\" is " + what));
  }
}
