package kontor.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kontor.engine.governance.AgreementChange;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages of agreements, the register, rates, business days, the directory and currencies in a
/// real browser, over the year of `examples/year.scenario` as the core decided it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AreaPagesTest {

  private static final String NOVEMBER = "2026-11-04T15:00:00Z";

  /// Each page with what its title begins with, in English, Spanish and Russian.
  private static final Map<String, List<String>> PAGES =
      Map.of(
          "/console/agreements", List.of("Agreements", "Acuerdos", "Соглашения"),
          "/console/register", List.of("Register", "Registro", "Реестр"),
          "/console/rates", List.of("Rates", "Tipos de cambio", "Курсы"),
          "/console/days", List.of("Business days", "Días hábiles", "Рабочие дни"),
          "/console/directory", List.of("Directory", "Directorio", "Участники"),
          "/console/currencies", List.of("Currencies", "Monedas", "Валюты"));

  private Chromium chromium;
  private YearServer november;
  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  void start() {
    november = new YearServer(0, new SampleYear(NOVEMBER));
    chromium = new Chromium();
  }

  @AfterAll
  void stop() {
    chromium.close();
    november.close();
  }

  @BeforeEach
  void openPage() {
    open("en", 1280);
  }

  @AfterEach
  void closePage() {
    context.close();
    List<String> heard = List.copyOf(complaints);
    complaints.clear();
    assertEquals(List.of(), heard, "the browser complained");
  }

  private void reopen(String language, int width) {
    context.close();
    open(language, width);
  }

  private void open(String language, int width) {
    context =
        chromium.browser().newContext(
            new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 900));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // What is refused or not found is meant to be: 400, 404, 409.
          if (message.type().equals("error") && !message.text().matches(".*\\b40[049]\\b.*")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  private void show(YearServer server, String path) {
    page.navigate(server.address(path));
  }

  /// A page that listens to a server complains when that is closed.
  private void leave() {
    page.navigate("about:blank");
  }

  @Test
  void theNavigationLeadsToEachPageInEachLanguage() {
    List<String> languages = List.of("en", "es", "ru");
    for (int i = 0; i < languages.size(); i++) {
      reopen(languages.get(i), 1280);
      show(november, "/");
      for (Map.Entry<String, List<String>> entry : PAGES.entrySet()) {
        page.locator(".top nav a[href='" + entry.getKey() + "']").click();
        String title = entry.getValue().get(i);
        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator(".top nav a[aria-current=page]")).hasText(title);
        assertThat(page.locator("html")).hasAttribute("lang", languages.get(i));
      }
    }
  }

  @Test
  void anAgreementTellsItsLifeItsPartiesAndWhatItsAnnexesSay() {
    show(november, "/console/agreements");
    Locator row = page.locator("tbody tr").first();
    assertThat(row).containsText("In force");
    assertThat(row).containsText("Accounts with each other");
    assertThat(row).containsText("2026-02-03");
    assertThat(row).containsText("2026-11-13");
    page.getByText("Payments in local money, a trial year").click();

    assertThat(page.locator(".life [aria-current=step]")).hasText("In force");
    assertThat(page.locator(".life-behind")).hasCount(4);
    // Agreed, signed and ratified by both, suspended by none any more.
    assertThat(page.locator(".marks .mark")).hasCount(6);
    assertThat(page.locator(".timeline li")).hasCount(9);
    assertThat(page.locator(".timeline")).containsText("a cyber incident is being examined");
    Locator annex = page.locator("#annex-RATES-2");
    assertThat(annex.locator(".tag")).hasText("in force");
    assertThat(page.locator("#annex-RATES-1 .tag")).hasCount(0);
    annex.locator("summary").click();
    assertThat(annex.locator("pre")).containsText("annex rates version 2 from 2026-10-15");
    assertThat(annex.locator("pre")).containsText("  profile ARS/BRL FIVE_STEP:7");
    assertThat(annex.locator(".digest")).hasText(Pattern.compile("[0-9a-f]{64}"));

    page.getByText("Business days").last().click();
    assertThat(page).hasURL(november.address("/console/days?agreement=1"));
    show(november, "/console/agreements/99");
    assertThat(page.locator("h1")).hasText("No such agreement");
  }

  @Test
  void theRegisterIsFilteredAndCounted() {
    show(november, "/console/register");
    assertThat(page.locator("tbody tr")).hasCount(4);
    assertThat(page.locator(".tile .big")).hasText(new String[] {"4", "3", "2030-12-31", "1"});
    assertThat(page.locator("tbody")).containsText(SampleYear.HOSTILE_SUBJECT);

    page.locator("#signedFrom").fill("2026-01-01");
    page.locator("#signedUntil").fill("2026-01-31");
    page.locator(".filter button").click();
    // The period counts, and hides nothing.
    assertThat(page.locator(".tile .big").nth(1)).hasText("2");
    assertThat(page.locator("tbody tr")).hasCount(4);
    page.locator("#endYear").fill("2026");
    page.locator(".filter button").click();
    assertThat(page.locator("tbody tr")).hasCount(2);
    page.locator("#state").selectOption("TERMINATED");
    page.locator(".filter button").click();
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.locator("tbody a").click();
    assertThat(page.locator("h1")).containsText("Pilot in pesos");
    show(november, "/console/register?endYear=soon");
    assertThat(page.locator("[role=alert]")).containsText("soon");
  }

  @Test
  void aRateTellsEveryStepToItsPrice() {
    reopen("es", 1280);
    show(november, "/console/rates?agreement=1");
    // The day's rate of the 3rd is over, and that of the 4th not agreed: nothing holds.
    assertThat(page.locator("#now-title + .scroll tbody tr")).hasCount(2);
    assertThat(page.locator("#now-title + .scroll")).containsText("Ahora no rige ningún tipo");

    Locator declined = page.locator("#proposal-7");
    declined.locator("summary").click();
    assertThat(declined).containsText("Rechazada");
    assertThat(declined).containsText("the leg of the peso is 111.10, not 101.10");
    assertThat(declined).containsText("Desviación del tipo anterior");
    assertThat(declined).containsText("FIVE_STEP:5");
    assertThat(declined).containsText("19,784735812133072407");
    Locator history = page.locator("#history-title + .scroll");
    assertThat(history).containsText("El tipo anterior, otra vez");
    assertThat(history).containsText("no se confirmó ningún tipo a tiempo");
    assertThat(history).containsText("Segunda fuente");
    // A link to a proposal opens it.
    history.locator("a", new Locator.LocatorOptions().setHasText("14")).first().click();
    assertThat(page.locator("#proposal-14")).containsText("0,022115384615384615384");
    assertThat(page.locator("#proposal-14 .inner")).isVisible();
    page.locator("#pair").selectOption("ARN/BRL");
    page.locator(".filter button").click();
    assertThat(page.locator("#history-title + .scroll tbody tr")).hasCount(2);
  }

  @Test
  void aDayTellsItsCutOffsAndWhoClosesTheDaysAhead() {
    reopen("ru", 1280);
    show(november, "/console/days?agreement=1");
    Locator cutOffs = page.locator("section[aria-labelledby=cutoffs-title] tbody tr");
    assertThat(cutOffs).hasCount(6);
    assertThat(cutOffs.nth(3)).containsText("Платежи клиентов до");
    assertThat(cutOffs.nth(3)).containsText("16:30");
    assertThat(cutOffs.nth(3)).containsText("America/Sao_Paulo");
    assertThat(cutOffs.nth(3)).containsText("2026-11-04 19:30");
    Locator days = page.locator("section[aria-labelledby=joint-title] tbody tr");
    assertThat(days).hasCount(21);
    assertThat(days.nth(2)).containsText("Нерабочий день");
    assertThat(days.nth(2)).containsText("AR Día del Bancario");
    assertThat(page.locator("section[aria-labelledby=holidays-title] tbody tr")).hasCount(3);
    // A day to come shows what its cut-offs will be.
    days.nth(1).locator("a").click();
    assertThat(page.locator("#cutoffs-title")).containsText("2026-11-05");
    assertThat(cutOffs.nth(3)).containsText("2026-11-05 19:30");
    assertThat(page.locator("body")).containsText("Так день откроется");
    show(november, "/console/days?agreement=1&day=2026-11-06");
    assertThat(page.locator("body")).containsText("У этого дня нет времени окончания приёма");
  }

  @Test
  void theDirectoryTellsWhoSettlesOverWhomAndWhatWasPublished() {
    show(november, "/console/directory");
    assertThat(page.locator("tbody tr")).hasCount(7);
    assertThat(page.locator("tbody")).containsText("5493001KJTIIGC8Y1R12");
    page.locator("#list summary").click();
    assertThat(page.locator("#list pre")).containsText("kontor directory 1");
    page.locator("#on").fill("2026-11-03");
    page.locator(".filter button").click();
    assertThat(page.locator("body")).containsText("No list was published on or before that day");
    page.locator("th a", new Page.LocatorOptions().setHasText("BNXXBRS0")).click();
    assertThat(page.locator("h1")).containsText("Banco do Norte");
    assertThat(page.locator("dl")).containsText("indirect, over BNAABRS0");
    assertThat(page.locator(".timeline li")).hasCount(3);
    show(november, "/console/directory/CIBRBRB0");
    assertThat(page.locator("dl a")).hasCount(2);
    page.getByText("2 Pilot in pesos").click();
    assertThat(page.locator("h1")).containsText("Pilot in pesos");
    show(november, "/console/directory/BNZZZZZZ");
    assertThat(page.locator("h1")).hasText("Nobody has this BIC here");
  }

  @Test
  void currenciesTellTheirUnitsOverTime() {
    reopen("es", 1280);
    show(november, "/console/currencies");
    assertThat(page.locator("#ledger-title + .scroll tbody tr").nth(1)).containsText("Retirada");
    Locator change = page.locator("#change-ARS-ARN");
    assertThat(change).containsText("1 ARN = 1\u202f000 ARS");
    assertThat(change).containsText("2026-11-01 03:00");
    assertThat(change.locator(".tag")).hasText("abierto ahora");
    assertThat(change).containsText("9\u202f000\u202f000,00");
    assertThat(page.locator("#history-title + .scroll"))
        .containsText("1 VED = 1\u202f000\u202f000 VES");
  }

  @Test
  void twoPersonsApproveARateAndEveryRefusalSaysWhatHelps() {
    try (YearServer february = new YearServer(0, new SampleYear("2026-02-03T16:20:00Z"))) {
      show(february, "/console/rates?agreement=1");
      Locator form = page.locator("#change-1");
      form.locator("[name=maker]").fill("J. Ortiz");
      form.locator("[name=checker]").fill("J. Ortiz");
      form.locator("button").click();
      assertThat(page.locator("[role=alert]")).containsText("Give two different names");
      assertThat(page.locator("[role=alert]")).containsText("FOUR_EYES_MISSING");
      // What was written is still there.
      assertThat(form.locator("[name=maker]")).hasValue("J. Ortiz");
      form.locator("[name=step]").selectOption("DECLINE");
      form.locator("[name=checker]").fill("R. Vega");
      form.locator("button").click();
      assertThat(page.locator("[role=alert]")).containsText("Say why");
      form.locator("[name=step]").selectOption("APPROVE");
      form.locator("button").click();
      assertThat(page.locator("[role=status]")).hasText("It is in the log.");
      assertThat(page.locator("#now-title + .scroll tbody tr").first())
          .containsText("0.04615 BRL");
      assertThat(page.locator("#now-title + .scroll")).containsText("Agreed source");
      assertThat(page.locator("#change-1")).hasCount(0);
      leave();
    }
  }

  @Test
  void aPartySuspendsAndAnotherCannotLiftIt() {
    try (YearServer february = new YearServer(0, new SampleYear("2026-02-03T16:20:00Z"))) {
      reopen("ru", 360);
      show(february, "/console/agreements/1");
      say("SUSPEND", "CIBRBRB0");
      assertThat(page.locator("[role=alert]")).containsText("Нет названия или причины");
      page.locator("#reason").fill("проверка");
      say("SUSPEND", "CIBRBRB0");
      assertThat(page.locator("[role=status]")).hasText("Внесено в журнал.");
      assertThat(page.locator(".life [aria-current=step]")).hasText("Приостановлено");
      say("RESUME", "CIARARB0");
      assertThat(page.locator("[role=alert]")).containsText("Эта сторона не приостанавливала");
      say("RESUME", "CIBRBRB0");
      assertThat(page.locator(".life [aria-current=step]")).hasText("Действует");
      say("TERMINATE", "CIBRBRB0");
      assertThat(page.locator("[role=alert]")).containsText("Укажите день");
      leave();
    }
  }

  private void say(String step, String party) {
    page.locator("#step").selectOption(step);
    page.locator("#party").selectOption(party);
    page.locator("#change [name=maker]").fill("M. Sousa");
    page.locator("#change [name=checker]").fill("C. Lima");
    page.locator("#change button").click();
  }

  @Test
  void whatOthersDecideAppearsByItselfAndKeepsWhatIsBeingWritten() {
    try (YearServer february = new YearServer(0, new SampleYear("2026-02-03T16:20:00Z"))) {
      show(february, "/console/agreements/1");
      assertThat(page.locator("#live-state")).hasText("live");
      page.locator("#change [name=maker]").fill("M. Sousa");
      page.locator("#annex-RATES-1 summary").click();
      february.bring(
          new FourEyes("J. Ortiz", "R. Vega"),
          new AgreementChange.Suspend(1, ParticipantId.ofBic("CIARARB0"), "an incident"));
      assertThat(page.locator(".life [aria-current=step]")).hasText("Suspended");
      assertThat(page.locator("#change [name=maker]")).hasValue("M. Sousa");
      assertThat(page.locator("#annex-RATES-1 pre")).isVisible();
      leave();
    }
  }

  @Test
  void aLaterVersionOfAnAnnexIsSignedByItself() {
    try (YearServer october = new YearServer(0, new SampleYear("2026-10-02T12:00:00Z"))) {
      show(october, "/console/agreements/1");
      assertThat(page.locator("#annex-RATES-2 .tag")).hasText("not signed by all");
      say("SIGN_ANNEX", "CIARARB0");
      assertThat(page.locator("[role=status]")).hasText("It is in the log.");
      assertThat(page.locator("#annex-RATES-2 .tag")).hasCount(0);
      assertThat(page.locator("#step option[value=SIGN_ANNEX]")).hasCount(0);
      leave();
    }
  }

  /// A page that another site shows cannot speak for a party.
  @Test
  void aFormOfAnotherSiteIsNotTaken() throws Exception {
    try (YearServer february = new YearServer(0, new SampleYear("2026-02-03T16:20:00Z"))) {
      String form = "step=APPROVE&party=CIARARB0&maker=J.+Ortiz&checker=R.+Vega";
      String path = "/console/rates/proposals/1?agreement=1";
      assertEquals(400, post(february, path, form, "Origin", "http://elsewhere.example"));
      assertEquals(400, post(february, path, form, "Sec-Fetch-Site", "cross-site"));
      assertEquals(400, post(february, path, "step=%zz", "Accept", "*/*"));
      assertEquals(400, post(february, path, "step=SIGN&party=CIARARB0", "Accept", "*/*"));
      assertEquals(409, post(february, "/console/rates/proposals/9?agreement=1", form,
          "Accept", "*/*"));
      assertEquals(303, post(february, path, form, "Accept", "*/*"));
      leave();
    }
  }

  private static int post(
      YearServer server, String path, String form, String header, String value)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address(path)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void whereNothingIsThePageSaysWhatToDo() {
    try (YearServer empty = new YearServer(0, null)) {
      for (String path : PAGES.keySet()) {
        show(empty, path);
        assertThat(page.locator(".empty code").first()).isVisible();
      }
      leave();
    }
  }

  @Test
  void aPhoneShowsEverythingInEachLanguage() {
    List<String> paths = new ArrayList<>(PAGES.keySet());
    paths.addAll(List.of("/console/agreements/1", "/console/directory/BNXXBRS0"));
    for (String language : List.of("en", "es", "ru")) {
      reopen(language, 360);
      for (String path : paths) {
        show(november, path);
        assertThat(page.locator("h1")).isVisible();
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        Object width = page.evaluate("document.documentElement.scrollWidth");
        assertTrue(((Number) width).intValue() <= 360, path + " is " + width + " wide");
      }
    }
  }

  @Test
  void theKeyboardReachesAnAgreementAndItsForm() {
    show(november, "/console/agreements");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    // Over the table, which scrolls, to the first name in it.
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).containsText("Payments in local money");
    page.getByText("Act for a party").first().focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.locator("#step")).isFocused();
    page.locator("#annex-RATES-2 summary").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#annex-RATES-2 pre")).isVisible();
  }

  @Test
  void withoutScriptsThePagesAreWhole() {
    context.close();
    context =
        chromium.browser().newContext(
            new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
    page = context.newPage();
    for (String path : PAGES.keySet()) {
      show(november, path);
      assertThat(page.locator("table, .tiles, .message").first()).isVisible();
      assertFalse(page.content().contains("<script>alert"));
    }
  }
}
