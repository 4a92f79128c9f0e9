package kontor.server.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON body on the way through it: hands over what stands there and gathers what is wrong with
/// it, so that the sender sees all faults at once, each with its place.
final class JsonBody {

  /// More faults than this say nothing new.
  static final int FAULTS_MAX = 20;

  private static final int TEXT_MAX = 4096;
  private static final int DIGITS_MAX = 128;
  private static final int DEPTH_MAX = 8;
  private static final int FOUND_MAX = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(DIGITS_MAX)
                  .maxStringLength(TEXT_MAX)
                  .maxNameLength(TEXT_MAX)
                  .build())
          .build();

  private final JsonParser parser;
  private final List<Fault> faults = new ArrayList<>();

  /// @param pointer where, as RFC 6901 writes it
  /// @param rule what belongs there
  /// @param found what stands there, shortened
  record Fault(String pointer, String rule, String found) {}

  /// Takes the value at which the walk stands.
  @FunctionalInterface
  interface Taker {
    void take() throws IOException;
  }

  /// Takes the value of a named field.
  @FunctionalInterface
  interface FieldTaker {
    void take(String name) throws IOException;
  }

  /// Takes the whole body.
  @FunctionalInterface
  interface BodyTaker {
    void take(JsonBody body) throws IOException;
  }

  private JsonBody(JsonParser parser) {
    this.parser = parser;
  }

  /// Walks through one JSON text.
  ///
  /// @return all faults; none means that everything was taken
  static List<Fault> walk(byte[] bytes, BodyTaker taker) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonBody body = new JsonBody(parser);
      try {
        if (parser.nextToken() == null) {
          body.fault("a JSON text", "nothing");
        } else {
          taker.take(body);
          if (body.goesOn() && parser.nextToken() != null) {
            body.fault("one JSON text and nothing after it", body.found());
          }
        }
      } catch (JsonProcessingException e) {
        // Whatever follows cannot be told apart from the broken part.
        body.fault("JSON as RFC 8259 has it, no value longer than " + TEXT_MAX, where(e));
      }
      return body.faults;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? e.getOriginalMessage()
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  /// Whether more faults would still be told.
  private boolean goesOn() {
    return faults.size() < FAULTS_MAX;
  }

  /// Notes that what stands here does not belong here.
  void fault(String rule) throws IOException {
    fault(rule, found());
  }

  private void fault(String rule, String found) {
    if (goesOn()) {
      faults.add(
          new Fault(parser.getParsingContext().pathAsPointer().toString(), rule, found));
    }
  }

  private String found() throws IOException {
    String text =
        switch (parser.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "\"" + parser.getText() + "\"";
          case null -> "nothing";
          default -> parser.getText();
        };
    return text.length() <= FOUND_MAX ? text : text.substring(0, FOUND_MAX) + "...";
  }

  /// Each element of the array that stands here.
  void array(String rule, Taker element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      refuse(rule);
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY && goesOn()) {
      element.take();
    }
  }

  /// Each field of the object that stands here.
  ///
  /// @param known names that may occur, each once
  /// @param required names that must occur
  void object(Set<String> known, Set<String> required, String rule, FieldTaker field)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      refuse(rule);
      return;
    }
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT && goesOn()) {
      String name = parser.currentName();
      parser.nextToken();
      if (!known.contains(name)) {
        refuse(rule);
      } else if (!seen.add(name)) {
        refuse("each field once");
      } else {
        field.take(name);
      }
    }
    for (String name : required) {
      if (goesOn() && !seen.contains(name)) {
        fault("\"" + name + "\" must be there", "nothing");
      }
    }
  }

  /// Passes over what stands here.
  void skip() throws IOException {
    parser.skipChildren();
  }

  private void refuse(String rule) throws IOException {
    fault(rule);
    parser.skipChildren();
  }

  /// The digits of a whole number, as text or as a number; null for everything else, which is
  /// then a fault.
  @Nullable String digits(String rule) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getText();
    }
    refuse(rule);
    return null;
  }

  /// The text that stands here; null for everything else, which is then a fault.
  @Nullable String text(String rule) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    refuse(rule);
    return null;
  }
}
