package kontor.server.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kontor.cluster.LedgerClient;
import kontor.cluster.LedgerClient.Fate;
import kontor.cluster.OutcomeUnknownException;
import kontor.engine.terms.Key;
import kontor.readside.TransferReferences;
import kontor.readside.TransferReferences.References;
import kontor.server.http.Body;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import kontor.server.ledger.JsonBody.Fault;
import org.jspecify.annotations.Nullable;

/// `PUT`, `GET` and `DELETE /ledger/transfers/{id}/references`: texts beside a transfer, kept by
/// this node alone and never in the log, so that they can be erased.
public final class ReferenceRoutes implements HttpService {

  private static final int BYTES_MAX = 4096;

  private static final String UETR = "uetr";
  private static final String END_TO_END_ID = "endToEndId";
  private static final String MESSAGE_ID = "messageId";
  private static final String TEXT = "text";

  private static final String RULE =
      "references have one or more of uetr, endToEndId, messageId, text";

  private static final Map<String, Shape> SHAPES =
      Map.of(
          UETR,
          new Shape(
              Pattern.compile(
                  "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
              "a UUID of version 4 in small letters"),
          END_TO_END_ID, Shape.ofLength(35),
          MESSAGE_ID, Shape.ofLength(35),
          TEXT, Shape.ofLength(140));

  private final LedgerClient client;
  private final TransferReferences references;

  private record Shape(Pattern pattern, String rule) {
    static Shape ofLength(int max) {
      return new Shape(
          Pattern.compile("\\P{IsControl}{1," + max + "}"),
          "text of 1 to " + max + " characters, none of them control characters");
    }
  }

  public ReferenceRoutes(LedgerClient client, TransferReferences references) {
    this.client = client;
    this.references = references;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.several(
        rules, "/ledger/transfers/{id}/references",
        new TreeMap<>(Map.of("PUT", this::put, "GET", this::get, "DELETE", this::erase)));
  }

  private void put(ServerRequest request, ServerResponse response) throws ProblemException {
    Exchange exchange = new Exchange(request, response);
    Key id = exchange.id();
    References texts = texts(request, response);
    if (!isCreated(id, exchange)) {
      // Texts of nothing would gather without bound.
      throw new ProblemException(
          Problem.notFound("no transfer has the id; create it, then say its references"));
    }
    references.put(id, texts);
    sendNothing(response);
  }

  private boolean isCreated(Key id, Exchange exchange) throws ProblemException {
    try {
      return client.outcome(id, exchange.deadline()).value().fate() == Fate.CREATED;
    } catch (OutcomeUnknownException e) {
      throw new ProblemException(LedgerProblems.noAnswer());
    }
  }

  private static References texts(ServerRequest request, ServerResponse response)
      throws ProblemException {
    if (Media.ofBody(request) != Media.JSON) {
      throw new ProblemException(LedgerProblems.notTaken(Body.mediaType(request)));
    }
    Problem tooLarge =
        new Problem(
            413, "too-large", "The references are too long",
            "send at most " + BYTES_MAX + " bytes");
    byte[] body = Body.read(request, response, BYTES_MAX, tooLarge);
    Map<String, String> found = new HashMap<>();
    List<Fault> faults = JsonBody.walk(body, json -> read(json, found));
    if (!faults.isEmpty()) {
      throw new ProblemException(LedgerProblems.malformed(faults));
    }
    return new References(
        found.get(UETR), found.get(END_TO_END_ID), found.get(MESSAGE_ID), found.get(TEXT));
  }

  private static void read(JsonBody json, Map<String, String> found) throws IOException {
    json.object(
        SHAPES.keySet(), Set.of(), RULE,
        name -> {
          Shape shape = Objects.requireNonNull(SHAPES.get(name), "only known names come");
          String text = json.text(shape.rule());
          if (text != null && shape.pattern().matcher(text).matches()) {
            found.put(name, text);
          } else if (text != null) {
            json.fault(shape.rule());
          }
        });
    if (found.isEmpty()) {
      json.fault(RULE);
    }
  }

  private void get(ServerRequest request, ServerResponse response) throws ProblemException {
    References found = references.get(new Exchange(request, response).id());
    if (found == null) {
      throw new ProblemException(
          Problem.notFound("no references of this transfer are kept here; they were never said"
              + " to this node, or erased"));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, UETR, found.uetr());
    put(json, END_TO_END_ID, found.endToEndId());
    put(json, MESSAGE_ID, found.messageId());
    put(json, TEXT, found.text());
    response.header(HeaderNames.CONTENT_TYPE, Media.JSON.type());
    response.send(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }

  private void erase(ServerRequest request, ServerResponse response) throws ProblemException {
    references.erase(new Exchange(request, response).id());
    sendNothing(response);
  }

  private static void sendNothing(ServerResponse response) {
    response.status(Status.NO_CONTENT_204);
    response.send();
  }
}
