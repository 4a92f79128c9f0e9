package kontor.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages in a real browser, as a reader uses them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {

  private ConsoleServer server;
  private Chromium chromium;
  private Browser browser;
  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  void start() {
    server = new ConsoleServer(0);
    chromium = new Chromium();
    browser = chromium.browser();
  }

  @AfterAll
  void stop() {
    chromium.close();
    server.close();
  }

  @BeforeEach
  void openPage() {
    open("en", 1280, 900);
  }

  @AfterEach
  void closePage() {
    context.close();
    assertEquals(List.of(), complaints, "the browser complained");
  }

  private void open(String language, int width, int height) {
    context =
        browser.newContext(
            new Browser.NewContextOptions().setLocale(language).setViewportSize(width, height));
    page = context.newPage();
    complaints.clear();
    page.onConsoleMessage(
        message -> {
          // A page that is not found is meant to be one.
          if (message.type().equals("error") && !message.text().contains("404")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  private void show(String path) {
    page.navigate(server.address(path));
  }

  private Locator text(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true)).first();
  }

  @Test
  void fromTheOverviewToOnePaymentItsTimelineAndItsMessages() {
    show("/");
    assertThat(page.locator("h1")).hasText("Overview");
    assertThat(page.locator(".tile").nth(0)).containsText("Settled");
    // Exactly the decimals of each currency: two for the peso here, none for the other.
    assertThat(page.locator("body")).containsText("−1\u202f041\u202f601\u00a0CLP");
    assertThat(page.locator("body")).containsText("23.1\u00a0%");

    page.locator(".tile a").nth(1).click();
    assertThat(page).hasURL(server.address("/console/payments?state=QUEUED"));
    page.locator("td a").first().click();
    assertThat(page.locator("h1")).containsText(SampleDay.QUEUED);
    assertThat(page.locator(".check-waiting")).containsText("Money and credit line suffice");

    page.getByRole(AriaRole.SEARCHBOX)
        .fill(SampleDay.SETTLED.toUpperCase(Locale.ROOT));
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).containsText(SampleDay.SETTLED);
    assertThat(page.locator(".sum").nth(0)).hasText("1\u202f083\u202f407.50\u00a0ARS");
    assertThat(page.locator(".sum").nth(1)).hasText("1\u202f030\u202f591\u00a0CLP");
    assertThat(page.locator(".book")).hasCount(2);
    assertThat(page.locator(".check-passed")).hasCount(16);
    assertThat(page.locator("section[aria-labelledby=cost-title]"))
        .containsText("Receiver gets1\u202f030\u202f091\u00a0CLP");
    assertThat(page.locator("body")).containsText("0.1408\u00a0%");
    assertThat(page.locator("body")).containsText("Fee of the payee's bank");
    assertThat(page.locator(".timeline li")).hasCount(3);
    assertThat(page.locator(".timeline .event-settled")).containsText("Settled, final");
    assertThat(page.locator(".timeline .event-conflict")).containsText("UETR belongs");

    page.locator("#message-in summary").click();
    assertThat(page.locator("#message-in pre")).containsText(SampleDay.HOSTILE_NAME);
    page.locator("details.message summary").nth(1).click();
    assertThat(page.locator("details.message pre").nth(1)).containsText("<TxSts>ACSC</TxSts>");
  }

  @Test
  void everyOutcomeSaysWhatHappened() {
    show("/payment/" + SampleDay.REJECTED);
    assertThat(page.locator(".check-failed")).containsText("Payee's bank is suspended");
    assertThat(page.locator(".check-failed abbr")).hasText("AG11");
    assertThat(page.locator(".check-not_reached").first()).isVisible();
    show("/payment/" + SampleDay.EXPIRED);
    assertThat(page.locator(".check-failed")).containsText("Deadline came before the money");
    show("/payment/" + SampleDay.ONE_CURRENCY);
    assertThat(text("One currency, no conversion")).isVisible();
    show("/payment/" + SampleDay.AT_THE_DOOR);
    assertThat(page.locator("tbody tr")).containsText("too many decimals");
    show("/payment/99999999-9999-4999-8999-999999999999");
    assertThat(page.locator("h1")).hasText("No such payment");
    show("/payment/rubbish");
    assertThat(page.locator("h1")).hasText("This is not a UETR");
  }

  @Test
  void theListIsFilteredAndPaged() {
    show("/console/payments");
    assertThat(page.locator("tbody tr")).hasCount(50);
    page.getByText("Older").click();
    assertThat(page.locator("tbody tr")).hasCount(15);
    page.getByText("Newest").click();
    page.locator("#state").selectOption("EXPIRED");
    page.locator("#currency").selectOption("ARS");
    page.locator("#bank").fill("bnccarb0");
    page.locator(".filter button").click();
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.locator("#bank").fill("no bank");
    page.locator(".filter button").click();
    assertThat(page.locator("[role=alert]")).containsText("8 or 11");
  }

  @Test
  void theReaderChoosesHisLanguageAndKeepsIt() {
    show("/");
    page.getByText("Español").click();
    assertThat(page.locator("html")).hasAttribute("lang", "es");
    assertThat(page.locator("h1")).hasText("Resumen");
    show("/payment/" + SampleDay.SETTLED);
    assertThat(page.locator(".sum").nth(0)).hasText("1\u202f083\u202f407,50\u00a0ARS");
    assertThat(text("Cronología")).isVisible();
    page.getByText("Русский").click();
    assertThat(page.locator("h1")).containsText("Платёж");
    assertThat(page.locator(".timeline .event-settled")).containsText("Исполнен");
    context.close();

    // Without a choice the browser's own language decides.
    open("ru", 1280, 900);
    show("/");
    assertThat(page.locator("h1")).hasText("Обзор");
  }

  @Test
  void aPhoneShowsEverythingWithoutScrollingThePageSideways() {
    context.close();
    open("en", 360, 740);
    for (String path :
        List.of("/", "/console/payments", "/payment/" + SampleDay.SETTLED,
            "/payment/" + SampleDay.AT_THE_DOOR)) {
      show(path);
      assertThat(page.locator("h1")).isVisible();
      Object width = page.evaluate("document.documentElement.scrollWidth");
      assertTrue(((Number) width).intValue() <= 360, path + " is " + width + " wide");
    }
  }

  @Test
  void theKeyboardReachesContentAndPayments() {
    show("/");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.locator(".tile a").first()).isFocused();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(server.address("/console/payments?state=SETTLED"));
    page.locator("td a").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).containsText("Payment");
    page.locator("#message-in summary").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#message-in pre")).isVisible();
  }

  @Test
  void withoutScriptsThePagesAreWhole() {
    context.close();
    context =
        browser.newContext(
            new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
    page = context.newPage();
    show("/");
    assertThat(page.locator(".book").first()).isVisible();
    page.locator("td a").first().click();
    page.locator("#message-in summary").click();
    assertThat(page.locator("#message-in pre")).isVisible();
  }

  @Test
  void aPaymentThatSettlesAppearsByItself() {
    try (ConsoleServer own = new ConsoleServer(0)) {
      page.navigate(own.address("/"));
      assertThat(page.locator("#live-state")).hasText("live");
      String before = page.locator(".tile .big").first().textContent();

      own.latePayment();

      assertThat(page.locator(".tile .big").first()).not().hasText(before);
      assertThat(page.locator("tbody a[title='" + SampleDay.LATE + "']")).isVisible();
      page.navigate("about:blank");
    }
  }
}
