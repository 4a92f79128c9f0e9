package kontor.server.console;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import kontor.cluster.NotAcceptedException;
import kontor.cluster.OutcomeUnknownException;
import kontor.engine.Event;
import kontor.engine.annex.AnnexKind;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.Governance;
import kontor.engine.governance.RateChange;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.server.http.Body;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Takes the forms of the pages. A change that was made leads back to its page; one that was not
/// shows the form again, filled in, with what helps.
public final class ChangeForms {

  private static final int BYTES_MAX = 64 * 1024;
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  private final AreaRoutes areas;
  private final PageMaker pages;
  private final Desk desk;

  /// Brings a change to the log and waits until it can be read.
  @FunctionalInterface
  public interface Desk {
    /// @return why it was not made; null if it was, or had been before
    Event.@Nullable GovernanceRefused bring(FourEyes by, Governance change)
        throws ProblemException;
  }

  ChangeForms(AreaRoutes areas, PageMaker pages, Desk desk) {
    this.areas = areas;
    this.pages = pages;
    this.desk = desk;
  }

  void routing(HttpRules rules) {
    rules
        .post("/console/agreements/{agreement}", pages.page(this::agreementStep))
        .post("/console/rates/proposals/{proposal}", pages.page(this::rateStep));
  }

  /// What a field of a form cannot be, with the key of the words that say so.
  private static final class FieldFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String key;

    FieldFault(String key) {
      super(key, null, false, false);
      this.key = key;
    }
  }

  @FunctionalInterface
  private interface Reader {
    Governance change(Map<String, String> fields) throws FieldFault;
  }

  @FunctionalInterface
  private interface Again {
    void show(ChangeForm form);
  }

  private void agreementStep(ServerRequest request, ServerResponse response) {
    int number = AreaRoutes.number(request, "agreement");
    take(
        request,
        response,
        fields -> agreementChange(number, fields),
        "/console/agreements/" + number + "?done=1",
        0,
        form -> areas.agreement(request, response, number, form));
  }

  private void rateStep(ServerRequest request, ServerResponse response) {
    int proposal = AreaRoutes.number(request, "proposal");
    RatePage.Wish wish =
        new RatePage.Wish(
            PageMaker.parameter(request, "agreement"), PageMaker.parameter(request, "pair"));
    take(
        request,
        response,
        fields -> rateChange(proposal, fields),
        wish.address() + "done=1",
        proposal,
        form -> areas.rates(request, response, wish, form));
  }

  private void take(
      ServerRequest request, ServerResponse response, Reader reader, String done, int number,
      Again again) {
    Map<String, String> fields = Map.of();
    String fault;
    Event.GovernanceRefused refused = null;
    try {
      fields = fields(request, response);
      FourEyes by = new FourEyes(text(fields, "maker"), text(fields, "checker"));
      refused = desk.bring(by, reader.change(fields));
      if (refused == null) {
        response.status(Status.SEE_OTHER_303);
        response.header(HeaderNames.LOCATION, done);
        response.send();
        return;
      }
      fault = "";
      response.status(Status.CONFLICT_409);
    } catch (FieldFault e) {
      fault = e.key;
      response.status(Status.BAD_REQUEST_400);
    } catch (ProblemException | OutcomeUnknownException e) {
      fault = "form.outcomeUnknown";
      response.status(Status.SERVICE_UNAVAILABLE_503);
    } catch (NotAcceptedException e) {
      fault = "form.notAccepting";
      response.status(Status.SERVICE_UNAVAILABLE_503);
    }
    again.show(new ChangeForm(number, fields, fault, refused, false));
  }

  /// What was written into the form. A form of another site is nobody's word.
  private static Map<String, String> fields(ServerRequest request, ServerResponse response)
      throws FieldFault, ProblemException {
    String site = request.headers().value(FETCH_SITE).orElse("same-origin");
    String origin = request.headers().value(HeaderNames.ORIGIN).orElse("");
    String host = request.headers().value(HeaderNames.HOST).orElse("");
    boolean isOurs = origin.isEmpty() || origin.replaceFirst("^https?://", "").equals(host);
    if (!site.equals("same-origin") || !isOurs) {
      throw new FieldFault("form.foreign");
    }
    byte[] body =
        Body.read(request, response, BYTES_MAX, Problem.badRequest("the form is too large"));
    Map<String, String> fields = new HashMap<>();
    try {
      for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          String value =
              URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8);
          fields.put(field.substring(0, equals), value.strip());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new FieldFault("form.unreadable");
    }
    return Map.copyOf(fields);
  }

  private static AgreementChange agreementChange(int agreement, Map<String, String> fields)
      throws FieldFault {
    ParticipantId party = party(fields);
    return switch (step(fields)) {
      case AGREE -> new AgreementChange.AgreeText(agreement, party, digest(fields, "digest"));
      case SIGN ->
          new AgreementChange.SignAgreement(agreement, party, digest(fields, "digest"));
      case SIGN_ANNEX -> signAnnex(agreement, party, text(fields, "annex"));
      case RATIFY -> new AgreementChange.Ratify(agreement, party);
      case SUSPEND -> new AgreementChange.Suspend(agreement, party, text(fields, "reason"));
      case RESUME -> new AgreementChange.Resume(agreement, party);
      case TERMINATE -> new AgreementChange.Terminate(agreement, party, day(fields));
      case APPROVE, DECLINE -> throw new FieldFault("form.unreadable");
    };
  }

  /// @param annex kind, version and digest as the page offered them, `RATES 2 9f86...`
  private static AgreementChange signAnnex(int agreement, ParticipantId party, String annex)
      throws FieldFault {
    String[] parts = annex.split(" ");
    if (parts.length != 3 || !parts[1].matches("\\d{1,9}")) {
      throw new FieldFault("form.annex.missing");
    }
    for (AnnexKind kind : AnnexKind.values()) {
      if (kind.name().equals(parts[0])) {
        return new AgreementChange.SignAnnex(
            agreement, kind, Integer.parseInt(parts[1]), party, digest(parts[2]));
      }
    }
    throw new FieldFault("form.annex.missing");
  }

  private static RateChange rateChange(int proposal, Map<String, String> fields)
      throws FieldFault {
    ParticipantId party = party(fields);
    return switch (step(fields)) {
      case APPROVE -> new RateChange.ApproveFixing(proposal, party);
      case DECLINE -> new RateChange.DeclineFixing(proposal, party, text(fields, "reason"));
      case AGREE, SIGN, SIGN_ANNEX, RATIFY, SUSPEND, RESUME, TERMINATE ->
          throw new FieldFault("form.unreadable");
    };
  }

  private static ChangeForm.Step step(Map<String, String> fields) throws FieldFault {
    for (ChangeForm.Step step : ChangeForm.Step.values()) {
      if (step.name().equals(text(fields, "step"))) {
        return step;
      }
    }
    throw new FieldFault("form.step.missing");
  }

  private static ParticipantId party(Map<String, String> fields) throws FieldFault {
    try {
      return ParticipantId.ofBic(text(fields, "party").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new FieldFault("form.party.missing");
    }
  }

  private static int day(Map<String, String> fields) throws FieldFault {
    Integer day = RegisterPage.day(text(fields, "from"));
    if (day == null) {
      throw new FieldFault("form.day.missing");
    }
    return day;
  }

  private static Digest digest(Map<String, String> fields, String name) throws FieldFault {
    return digest(text(fields, name));
  }

  private static Digest digest(String text) throws FieldFault {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new FieldFault("form.unreadable");
    }
    return Digest.of(HexFormat.of().parseHex(text));
  }

  private static String text(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }
}
