package kontor.server.console;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import kontor.engine.terms.ParticipantId;
import kontor.readside.Queries;
import kontor.server.console.Page.Section;

/// The pages of what binds the parties: agreements, the register, rates, business days, the
/// directory and currencies. They read; what a party can say there is in {@link ChangeForms}.
final class AreaRoutes implements HttpService {

  private final Queries queries;
  private final PageMaker pages;
  private final ChangeForms forms;

  AreaRoutes(Queries queries, PageMaker pages, ChangeForms.Desk desk) {
    this.queries = queries;
    this.pages = pages;
    forms = new ChangeForms(this, pages, desk);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/console/agreements", pages.page(this::agreements))
        .get("/console/agreements/{agreement}", pages.page(this::agreement))
        .get("/console/register", pages.page(this::register))
        .get("/console/rates", pages.page(this::rates))
        .get("/console/days", pages.page(this::days))
        .get("/console/directory", pages.page(this::directory))
        .get("/console/directory/{bic}", pages.page(this::member))
        .get("/console/currencies", pages.page(this::currencies));
    forms.routing(rules);
  }

  private void agreements(ServerRequest request, ServerResponse response) {
    show(
        request, response, Section.AGREEMENTS, "agreements.jte", "/console/agreements?",
        AgreementList.of(queries));
  }

  private void agreement(ServerRequest request, ServerResponse response) {
    agreement(request, response, number(request, "agreement"), form(request));
  }

  void agreement(
      ServerRequest request, ServerResponse response, int number, ChangeForm form) {
    AgreementPage content = AgreementPage.of(queries, number, form);
    if (content == null) {
      pages.unknown(request, response, "agreement.unknown");
      return;
    }
    show(
        request, response, Section.AGREEMENTS, "agreement.jte",
        "/console/agreements/" + number + "?", content);
  }

  private void register(ServerRequest request, ServerResponse response) {
    RegisterPage.Wish wish =
        new RegisterPage.Wish(
            PageMaker.parameter(request, "state"),
            PageMaker.parameter(request, "field").strip(),
            PageMaker.parameter(request, "party").strip(),
            PageMaker.parameter(request, "endYear").strip(),
            PageMaker.parameter(request, "signedFrom"),
            PageMaker.parameter(request, "signedUntil"));
    show(
        request, response, Section.REGISTER, "register.jte", wish.address(),
        RegisterPage.of(queries, wish));
  }

  private void rates(ServerRequest request, ServerResponse response) {
    RatePage.Wish wish =
        new RatePage.Wish(
            PageMaker.parameter(request, "agreement"), PageMaker.parameter(request, "pair"));
    rates(request, response, wish, form(request));
  }

  void rates(
      ServerRequest request, ServerResponse response, RatePage.Wish wish, ChangeForm form) {
    show(
        request, response, Section.RATES, "rates.jte", wish.address(),
        RatePage.of(queries, wish, form));
  }

  private void days(ServerRequest request, ServerResponse response) {
    DaysPage.Wish wish =
        new DaysPage.Wish(
            PageMaker.parameter(request, "agreement"), PageMaker.parameter(request, "day"));
    show(
        request, response, Section.DAYS, "days.jte", wish.address(),
        DaysPage.of(queries, wish));
  }

  private void directory(ServerRequest request, ServerResponse response) {
    DirectoryPage.Wish wish =
        new DirectoryPage.Wish(
            PageMaker.parameter(request, "standing"), PageMaker.parameter(request, "on"));
    show(
        request, response, Section.DIRECTORY, "directory.jte", wish.address(),
        DirectoryPage.of(queries, wish));
  }

  private void member(ServerRequest request, ServerResponse response) {
    String bic = request.path().pathParameters().get("bic").toUpperCase(Locale.ROOT);
    MemberPage content =
        bic.matches("[A-Z0-9]{8}([A-Z0-9]{3})?")
            ? MemberPage.of(queries, ParticipantId.ofBic(bic))
            : null;
    if (content == null) {
      pages.unknown(request, response, "member.unknown");
      return;
    }
    show(
        request, response, Section.DIRECTORY, "member.jte", "/console/directory/" + bic + "?",
        content);
  }

  private void currencies(ServerRequest request, ServerResponse response) {
    show(
        request, response, Section.CURRENCIES, "currencies.jte", "/console/currencies?",
        CurrencyPage.of(queries));
  }

  private void show(
      ServerRequest request, ServerResponse response, Section section, String template,
      String here, Record content) {
    Texts texts = pages.texts(request, response);
    Page page = pages.frame(texts, texts.say(section.key()), section, here);
    pages.render(response, template, page, content);
  }

  private static ChangeForm form(ServerRequest request) {
    return PageMaker.parameter(request, "done").isEmpty() ? ChangeForm.EMPTY : ChangeForm.DONE;
  }

  /// 0 if it is no number, which nothing has.
  static int number(ServerRequest request, String name) {
    String text = request.path().pathParameters().get(name);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
