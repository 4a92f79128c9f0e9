package kontor.server.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kontor.cluster.LedgerClient.Answer;
import kontor.cluster.LedgerClient.AtLeast;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import kontor.server.http.Body;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import kontor.server.ledger.JsonBody.Fault;
import kontor.server.ledger.RecordJson.Batch;
import org.jspecify.annotations.Nullable;

/// One request to the ledger and its answer: form, deadline, position, records.
final class Exchange {

  /// How long a request waits that does not say; nothing waits longer inside.
  static final int DEADLINE_MS_MAX = 30_000;

  static final HeaderName POSITION = HeaderNames.create("Kontor-Position");
  static final HeaderName LOG_TIME = HeaderNames.create("Kontor-Log-Time-Ms");

  static final HeaderName NEXT = HeaderNames.create("Kontor-Next");

  private static final JsonFactory JSON = new JsonFactory();

  /// A full batch with every field written out has about seven million bytes.
  private static final int JSON_BYTES_MAX = 16 << 20;

  private static final String DEADLINE = "deadlineMs";
  static final String AT_LEAST = "atLeast";
  static final String RECORD = "record";
  static final String RESULTS = "results";

  private final ServerRequest request;
  private final ServerResponse response;
  private final Duration deadline;

  /// Writes the members of the answer.
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /// @param parameters names that this route takes besides the deadline; one that it does not know
  ///     would be a filter or a limit without effect
  Exchange(ServerRequest request, ServerResponse response, String... parameters)
      throws ProblemException {
    this.request = request;
    this.response = response;
    Set<String> known = new TreeSet<>(List.of(parameters));
    known.add(DEADLINE);
    for (String name : request.query().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.badRequest(
                "parameter \"" + name + "\" is not known; allowed: " + String.join(", ", known)));
      }
      if (request.query().all(name).size() > 1) {
        throw new ProblemException(
            Problem.badRequest("parameter \"" + name + "\" is said twice; which holds?"));
      }
    }
    deadline = Duration.ofMillis(number(DEADLINE, DEADLINE_MS_MAX, DEADLINE_MS_MAX));
  }

  Duration deadline() {
    return deadline;
  }

  AtLeast atLeast() throws ProblemException {
    return new AtLeast(number(AT_LEAST, Long.MAX_VALUE, 0));
  }

  /// Whether only those are told that were not created.
  boolean isSparse() throws ProblemException {
    return oneOf(RESULTS, "dense", "sparse").equals("sparse");
  }

  /// Whether accounts are records as the field knows them, without Kontor's line.
  boolean isRecordOfTheField() throws ProblemException {
    return oneOf(RECORD, "144", "128").equals("128");
  }

  private String oneOf(String name, String usual, String other) throws ProblemException {
    String value = parameter(name);
    if (value == null || value.equals(usual)) {
      return usual;
    }
    if (value.equals(other)) {
      return other;
    }
    throw new ProblemException(
        Problem.badRequest(name + " is " + usual + " or " + other + ", not \"" + value + "\""));
  }

  private long number(String name, long max, long usual) throws ProblemException {
    String text = parameter(name);
    if (text == null) {
      return usual;
    }
    Key value = Decimals.parse(text);
    if (value == null || value.high() != 0 || Long.compareUnsigned(value.low(), max) > 0) {
      throw new ProblemException(
          Problem.badRequest(name + " is a number from 0 to " + max + ", not \"" + text + "\""));
    }
    return value.low();
  }

  @Nullable String parameter(String name) {
    return request.query().first(name).orElse(null);
  }

  /// The id in the address.
  Key id() throws ProblemException {
    String text = request.path().pathParameters().get("id");
    Key id = Decimals.parse(text);
    if (id == null) {
      throw new ProblemException(
          Problem.badRequest("an id is a whole number below 2^128 in decimal digits, not \""
              + text + "\""));
    }
    return id;
  }

  /// The records of the body.
  Batch batch(RecordLayout layout) throws ProblemException {
    return batch(layout, layout.recordBytes());
  }

  /// The records of the body; as bytes they may be shorter than the layout, the rest being 0.
  Batch batch(RecordLayout layout, int recordBytes) throws ProblemException {
    if (Media.ofBody(request) == Media.RECORDS) {
      return binary(layout, recordBytes);
    }
    byte[] body = Body.read(request, response, JSON_BYTES_MAX, LedgerProblems.tooMany());
    Batch batch = RecordJson.readAll(body, layout, Transfers.COUNT_MAX);
    if (batch.isTooMany()) {
      throw new ProblemException(LedgerProblems.tooMany());
    }
    return checked(batch);
  }

  private Batch binary(RecordLayout layout, int recordBytes) throws ProblemException {
    int bytesMax = Transfers.COUNT_MAX * recordBytes;
    byte[] body = Body.read(request, response, bytesMax, LedgerProblems.tooMany());
    int count = body.length / recordBytes;
    checkWhole(body.length, count * recordBytes, recordBytes);
    if (recordBytes == layout.recordBytes()) {
      return Batch.of(body, count);
    }
    byte[] records = new byte[count * layout.recordBytes()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(body, i * recordBytes, records, i * layout.recordBytes(), recordBytes);
    }
    return Batch.of(records, count);
  }

  private static void checkWhole(int length, int whole, int recordBytes)
      throws ProblemException {
    if (length != whole) {
      throw new ProblemException(
          LedgerProblems.malformed(
              List.of(
                  new Fault(
                      "",
                      "records of " + recordBytes + " bytes each",
                      length - whole + " bytes from byte " + whole + " on"))));
    }
  }

  /// One record in the body.
  ///
  /// @param usual what JSON does not say
  byte[] single(RecordLayout layout, byte[] usual) throws ProblemException {
    Media media = Media.ofBody(request);
    byte[] body = Body.read(request, response, JSON_BYTES_MAX, LedgerProblems.tooMany());
    if (media == Media.RECORDS) {
      if (body.length != layout.recordBytes()) {
        String rule = "one record of " + layout.recordBytes() + " bytes";
        throw new ProblemException(
            LedgerProblems.malformed(List.of(new Fault("", rule, body.length + " bytes"))));
      }
      return body;
    }
    return checked(RecordJson.readOne(body, layout, usual)).bytes();
  }

  private static Batch checked(Batch batch) throws ProblemException {
    if (!batch.faults().isEmpty()) {
      throw new ProblemException(LedgerProblems.malformed(batch.faults()));
    }
    return batch;
  }

  /// The form of the answer; without a wish that of the body.
  Media answerMedia() throws ProblemException {
    boolean hasBody = request.headers().contains(HeaderNames.CONTENT_TYPE);
    return Media.ofAnswer(request, hasBody ? Media.ofBody(request) : Media.JSON);
  }

  /// @throws ProblemException if the client takes no JSON, and there is nothing else
  void needJson() throws ProblemException {
    if (Media.ofAnswer(request, Media.JSON) != Media.JSON) {
      throw new ProblemException(LedgerProblems.onlyJson());
    }
  }

  /// Where a list goes on, for those who take records too.
  void sayNext(long nextNs) {
    response.header(NEXT, Long.toUnsignedString(nextNs));
  }

  void send(Answer<?> answer, Media media, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, media.type());
    response.header(POSITION, Long.toString(answer.position()));
    response.header(LOG_TIME, Long.toString(answer.timestampMs()));
    response.send(body);
  }

  /// Sends an object that begins with the place of the answer in the log.
  void sendJson(Answer<?> answer, Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("position", answer.position());
      json.writeNumberField("timestampMs", answer.timestampMs());
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
    send(answer, Media.JSON, bytes.toByteArray());
  }
}
