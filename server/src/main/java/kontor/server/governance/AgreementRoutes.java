package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Event;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.AgreementChange.AgreeText;
import kontor.engine.governance.AgreementChange.DraftAgreement;
import kontor.engine.governance.AgreementChange.ProposeAnnex;
import kontor.engine.governance.AgreementChange.Ratify;
import kontor.engine.governance.AgreementChange.Resume;
import kontor.engine.governance.AgreementChange.SignAgreement;
import kontor.engine.governance.AgreementChange.SignAnnex;
import kontor.engine.governance.AgreementChange.Suspend;
import kontor.engine.governance.AgreementChange.Terminate;
import kontor.engine.governance.AgreementChange.WithdrawAnnex;
import kontor.engine.governance.AgreementEvent.AgreementSigned;
import kontor.engine.governance.AgreementEvent.AnnexSigned;
import kontor.engine.governance.Objection;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.readside.AgreementDetails;
import kontor.readside.AgreementRow;
import kontor.readside.AnnexRow;
import kontor.readside.CalendarRow;
import kontor.readside.GovernedRow;
import kontor.readside.Queries;
import kontor.server.agreement.AgreementJson;
import kontor.server.agreement.AgreementReader;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.AgreementText.Signature;
import kontor.server.agreement.AgreementWriter;
import kontor.server.agreement.TextFault;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Agreements (F01) under `/agreements`: their text is entered as it is, each step of a party is an
/// address of its own. The register of treaties is under `/treaties`. Who changes something names
/// two persons in the body, `maker` and `checker`.
public final class AgreementRoutes implements HttpService {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Queries queries;
  private final ChangeDesk desk;
  private final Runnable awaitCurrent;

  /// @param awaitCurrent waits until what is in the journal now can be read
  public AgreementRoutes(Queries queries, ChangeDesk desk, Runnable awaitCurrent) {
    this.queries = queries;
    this.desk = desk;
    this.awaitCurrent = awaitCurrent;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.several(
        rules, "/agreements", new TreeMap<>(Map.of("GET", this::list, "POST", this::enter)));
    Guard.post(rules, "/agreements/check", AgreementRoutes::check);
    Guard.get(rules, "/agreements/{agreement}", this::show);
    Guard.get(rules, "/agreements/{agreement}/text", this::text);
    Guard.get(rules, "/agreements/{agreement}/eligible", this::eligible);
    new TreatyRoutes(queries, desk, awaitCurrent).routing(rules);
    word(rules, "agree", AgreeText::new);
    word(rules, "sign", SignAgreement::new);
    step(rules, "ratify", (id, body) -> new Ratify(id, body.participant("party")));
    step(rules, "suspend", (id, body) ->
        new Suspend(id, body.participant("party"), body.text("reason")));
    step(rules, "resume", (id, body) -> new Resume(id, body.participant("party")));
    step(rules, "terminate", (id, body) ->
        new Terminate(id, body.participant("party"), body.day("from")));
    annexStep(rules, "sign", (id, annex, body) ->
        new SignAnnex(
            id, annex.kind(), annex.version(), body.participant("party"),
            body.digest("digest")));
    annexStep(rules, "withdraw", (id, annex, body) ->
        new WithdrawAnnex(id, annex.kind(), annex.version(), body.participant("party")));
  }

  @FunctionalInterface
  private interface Step {
    AgreementChange of(int agreement, ChangeBody body) throws ProblemException;
  }

  private void step(HttpRules rules, String name, Step step) {
    Guard.post(rules, "/agreements/{agreement}/" + name, (request, response) -> {
      ChangeBody body = ChangeBody.of(request, response);
      desk.enter(body.by(), step.of(number(request, "agreement"), body), response);
    });
  }

  @FunctionalInterface
  private interface Word {
    AgreementChange of(int agreement, ParticipantId party, Digest digest);
  }

  /// A party's word on a text. It gives it once; what it says again must be of the same text.
  private void word(HttpRules rules, String name, Word word) {
    Guard.post(rules, "/agreements/{agreement}/" + name, (request, response) -> {
      ChangeBody body = ChangeBody.of(request, response);
      int id = number(request, "agreement");
      ParticipantId party = body.participant("party");
      Digest digest = body.digest("digest");
      ObjectNode answer = desk.bring(body.by(), word.of(id, party, digest));
      if (answer.path("result").asText().equals(Objection.ALREADY_EXISTS.name())) {
        awaitCurrent.run();
        if (!isOf(details(request), party, digest)) {
          throw ChangeDesk.refusal(
              new Event.GovernanceRefused(
                  Objection.TEXT_DIFFERS, "agreement " + id + ", " + party));
        }
      }
      ChangeDesk.send(response, answer);
    });
  }

  /// Whether a party's word may be of this text: it is the one to which the party gave it, or the
  /// one that it has become with annexes that were added since.
  private static boolean isOf(AgreementDetails details, ParticipantId party, Digest digest) {
    List<Annex> annexes = details.annexes().stream().map(AnnexRow::annex).toList();
    return AnnexForm.digest(details.agreement().frame(), annexes).equals(digest)
        || details.acts().stream()
            .anyMatch(act -> party.equals(act.party()) && digest.equals(act.digest()));
  }

  @FunctionalInterface
  private interface AnnexStep {
    AgreementChange of(int agreement, AnnexNumber annex, ChangeBody body)
        throws ProblemException;
  }

  private void annexStep(HttpRules rules, String name, AnnexStep step) {
    Guard.post(
        rules,
        "/agreements/{agreement}/annexes/{kind}/{version}/" + name,
        (request, response) -> {
          ChangeBody body = ChangeBody.of(request, response);
          AnnexNumber annex = new AnnexNumber(kind(request), number(request, "version"));
          desk.enter(
              body.by(), step.of(number(request, "agreement"), annex, body), response);
        });
  }

  // What is read.

  private void list(ServerRequest request, ServerResponse response) {
    awaitCurrent.run();
    String state = request.query().first("state").orElse(null);
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("agreements");
    for (AgreementRow row : queries.livingAgreements()) {
      if (state == null || row.state().name().equalsIgnoreCase(state)) {
        list.add(LifeJson.of(row));
      }
    }
    ChangeDesk.send(response, json);
  }

  private void show(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    AgreementDetails details = details(request);
    Integer day = day(request, "on");
    ChangeDesk.send(
        response, day == null ? LifeJson.of(details) : LifeJson.onDay(details, day));
  }

  /// The canonical text, with the signatures that the log has; with `on`, what holds on that day.
  private void text(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    AgreementDetails details = details(request);
    Integer day = day(request, "on");
    if (day != null && !Holding.isInForce(details, day)) {
      throw new ProblemException(
          Problem.notFound("the agreement is not in force on that day; see /agreements"));
    }
    List<Annex> annexes = new ArrayList<>();
    for (AnnexRow row : details.annexes()) {
      if (day == null || row.equals(Holding.of(details, row.annex().kind(), day))) {
        annexes.add(row.annex());
      }
    }
    AgreementFrame frame = details.agreement().frame();
    AgreementText agreement =
        new AgreementText(
            frame, annexes, calendars(frame, annexes),
            day == null ? signatures(frame, annexes) : List.of());
    response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.send(AgreementWriter.text(agreement).getBytes(StandardCharsets.UTF_8));
  }

  /// Whether something could be paid, and by which rule.
  private void eligible(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    ChangeDesk.send(response, new EligibilityRoute(queries).answer(request, details(request)));
  }

  /// Who signed the text as it stands; a version that was withdrawn, and its signatures, are gone.
  private List<Signature> signatures(AgreementFrame frame, List<Annex> annexes) {
    List<Signature> signatures = new ArrayList<>();
    for (GovernedRow row : queries.governed("AgreementSigned")) {
      if (row.event() instanceof AgreementSigned e && e.agreement() == frame.id()
          && row.by() != null) {
        signatures.add(new Signature(e.party(), null, 0, e.digest(), row.by()));
      }
    }
    for (GovernedRow row : queries.governed("AnnexSigned")) {
      if (row.event() instanceof AnnexSigned e && e.agreement() == frame.id()
          && row.by() != null
          && annexes.stream().anyMatch(annex -> AnnexForm.digest(annex).equals(e.digest()))) {
        signatures.add(
            new Signature(e.party(), e.kind(), e.version(), e.digest(), row.by()));
      }
    }
    return signatures;
  }

  private List<Calendar> calendars(AgreementFrame frame, List<Annex> annexes) {
    TreeSet<String> countries = new TreeSet<>(frame.countries());
    for (Annex annex : annexes) {
      if (annex.terms() instanceof AnnexTerms.Days days) {
        countries.addAll(days.countries());
      }
    }
    List<Calendar> calendars = new ArrayList<>();
    for (CalendarRow row : queries.calendars()) {
      if (countries.contains(row.country())) {
        calendars.add(
            new Calendar(
                row.country(), new TreeSet<>(row.restDays()),
                queries.holidays(row.country(), Integer.MIN_VALUE, Integer.MAX_VALUE)));
      }
    }
    return calendars;
  }

  private AgreementDetails details(ServerRequest request) throws ProblemException {
    int number = number(request, "agreement");
    AgreementDetails details = queries.livingAgreement(number);
    if (details == null) {
      throw new ProblemException(
          Problem.notFound(
              "no agreement with annexes has the number " + number + "; see /agreements"));
    }
    return details;
  }

  static @Nullable Integer day(ServerRequest request, String name)
      throws ProblemException {
    String text = request.query().first(name).orElse(null);
    return text == null ? null : Integer.valueOf(ChangeBody.dayOf(text));
  }

  // What is changed.

  /// Drafts what a text says, and proposes its annexes. What is there already is left alone, so a
  /// later version of an annex is entered with the whole text, too.
  private void enter(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    FourEyes by = body.by();
    AgreementText agreement = agreement(body);
    ObjectNode json = JSON.objectNode();
    json.put("agreement", agreement.frame().id());
    json.put(
        "digest", AnnexForm.digest(agreement.frame(), agreement.annexes()).toString());
    ArrayNode results = json.putArray("results");
    results.add(
        named("agreement", desk.bring(by, new DraftAgreement(agreement.frame()))));
    for (Annex annex : agreement.proposals()) {
      results.add(
          named(AgreementWriter.place(annex), desk.bring(by, new ProposeAnnex(annex))));
    }
    ChangeDesk.send(response, json);
  }

  private static ObjectNode named(String what, ObjectNode result) {
    ObjectNode json = JSON.objectNode();
    json.put("what", what);
    json.setAll(result);
    return json;
  }

  private static AgreementText agreement(ChangeBody body) throws ProblemException {
    AgreementReader.Result result = read(body);
    AgreementText agreement = result.agreement();
    if (agreement == null || !result.faults().isEmpty()) {
      TextFault first = result.faults().getFirst();
      throw new ProblemException(
          new Problem(
              422, "agreement-faulty", "The text of the agreement has faults",
              first.in("text"), Map.of("faults", faults(result.faults()))));
    }
    return agreement;
  }

  private static AgreementReader.Result read(ChangeBody body) throws ProblemException {
    return AgreementReader.read(body.text("text").getBytes(StandardCharsets.UTF_8));
  }

  private static ArrayNode faults(List<TextFault> faults) {
    ArrayNode list = JSON.arrayNode();
    faults.forEach(fault -> list.add(AgreementJson.of(fault)));
    return list;
  }

  /// Says what is wrong with a text, and changes nothing.
  private static void check(ServerRequest request, ServerResponse response)
      throws ProblemException {
    AgreementReader.Result result = read(ChangeBody.of(request, response));
    ObjectNode json = JSON.objectNode();
    json.put("valid", result.faults().isEmpty());
    json.set("faults", faults(result.faults()));
    json.set("unsigned", faults(result.unsigned()));
    if (result.agreement() != null && result.faults().isEmpty()) {
      json.set("agreement", AgreementJson.of(result.agreement()));
    }
    ChangeDesk.send(response, json);
  }

  private static AnnexKind kind(ServerRequest request) throws ProblemException {
    String kind = request.path().pathParameters().get("kind");
    for (AnnexKind known : AnnexKind.values()) {
      if (known.name().equals(kind.toUpperCase(Locale.ROOT))) {
        return known;
      }
    }
    throw new ProblemException(
        Problem.badRequest(
            "a kind of annex is one of " + List.of(AnnexKind.values()) + ", not \"" + kind
                + "\""));
  }

  static int number(ServerRequest request, String name) throws ProblemException {
    String text = request.path().pathParameters().get(name);
    if (!text.matches("\\d{1,9}")) {
      throw new ProblemException(
          Problem.badRequest(name + " is a whole number, not \"" + text + "\""));
    }
    return Integer.parseInt(text);
  }
}
