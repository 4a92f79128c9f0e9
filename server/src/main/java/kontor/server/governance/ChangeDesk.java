package kontor.server.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import kontor.cluster.Reply;
import kontor.cluster.SettlementClient;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.governance.Governance;
import kontor.engine.governance.Objection;
import kontor.engine.terms.FourEyes;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Brings a change to the log, with its two persons, and says what came of it.
public final class ChangeDesk {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SettlementClient client;

  public ChangeDesk(SettlementClient client) {
    this.client = client;
  }

  /// Answers what {@link #bring} says.
  public void enter(FourEyes by, Governance change, ServerResponse response)
      throws ProblemException {
    send(response, bring(by, change));
  }

  /// `DONE`, or `ALREADY_EXISTS` for a change that was made before, with the log position; an
  /// objection of the engine is a problem with status 409.
  public ObjectNode bring(FourEyes by, Governance change) throws ProblemException {
    Reply reply = send(by, change);
    ObjectNode json = JSON.objectNode();
    json.put("result", "DONE");
    json.put("position", reply.position());
    ArrayNode events = json.putArray("events");
    for (RecordedEvent recorded : reply.events()) {
      switch (recorded.event()) {
        case Event.GovernanceRefused refused
            when refused.objection() == Objection.ALREADY_EXISTS ->
            json.put("result", refused.objection().name());
        case Event.GovernanceRefused refused -> throw refusal(refused);
        case Event.Governed governed ->
            events.add(governed.event().getClass().getSimpleName());
        default -> {
          // What fell due at the same time is nobody's answer here.
        }
      }
    }
    return json;
  }

  /// Why the engine does not make a change; null if it did, or had before.
  public Event.@Nullable GovernanceRefused refusal(FourEyes by, Governance change)
      throws ProblemException {
    for (RecordedEvent recorded : send(by, change).events()) {
      if (recorded.event() instanceof Event.GovernanceRefused refused
          && refused.objection() != Objection.ALREADY_EXISTS) {
        return refused;
      }
    }
    return null;
  }

  /// Tells an objection as the engine's are told.
  static ProblemException refusal(Event.GovernanceRefused refused) {
    return new ProblemException(problem(refused));
  }

  private Reply send(FourEyes by, Governance change) throws ProblemException {
    try {
      return client.sendAndWait(new Command.Govern(by, change), DEADLINE);
    } catch (TimeoutException e) {
      throw new ProblemException(Problem.outcomeUnknown());
    }
  }

  private static Problem problem(Event.GovernanceRefused refused) {
    String words = refused.objection().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    Map<String, JsonNode> more =
        Map.of(
            "objection", TextNode.valueOf(refused.objection().name()),
            "place", TextNode.valueOf(refused.place()));
    return new Problem(
        409,
        "objection",
        "The change is refused",
        refused.place() + ": " + words + "; " + Remedies.of(refused.objection()),
        more);
  }

  public static void send(ServerResponse response, JsonNode json) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
