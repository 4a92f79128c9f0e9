package kontor.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import kontor.engine.terms.PaymentId;
import kontor.readside.Position;
import kontor.readside.Queries;
import kontor.readside.RefusedInstructionRow;
import kontor.server.console.Page.Section;
import kontor.server.gateway.Fault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages. Each is whole without a script; with one, the part that is live is fetched again
/// when the read side has moved.
public final class ConsoleRoutes implements HttpService {

  /// Browsers that listen at the same time; one more is told to come back later.
  private static final int STREAMS_MAX = 256;

  private static final long HEARTBEAT_MS = 15_000;

  /// Under load a page need not follow every event.
  private static final long EVENT_INTERVAL_MS = 300;

  private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

  /// Scripts and styles come from here and from nowhere else, never from within a page.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final HeaderName CONTENT_POLICY =
      HeaderNames.create("Content-Security-Policy");
  private static final HeaderName TYPE_OPTIONS = HeaderNames.create("X-Content-Type-Options");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleRoutes.class);

  private final Queries queries;
  private final LiveFeed feed;
  private final Assets assets = new Assets();
  private final Semaphore streams = new Semaphore(STREAMS_MAX);
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, ConsoleRoutes.class.getClassLoader(), "kontor.server.console");
  private volatile boolean isStopping;

  public ConsoleRoutes(Queries queries, LiveFeed feed) {
    this.queries = queries;
    this.feed = feed;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", page(this::overview))
        .get("/console/overview", page(this::overviewLive))
        .get("/console/payments", page(this::payments))
        .get("/console/find", page(this::find))
        .get("/payment/{uetr}", page(this::payment))
        .get("/console/payment/{uetr}", page(this::paymentLive))
        .get("/events", this::events)
        .get(Assets.PREFIX + "{name}", this::asset);
  }

  @Override
  public void afterStop() {
    isStopping = true;
  }

  private void overview(ServerRequest request, ServerResponse response) {
    Texts texts = texts(request, response);
    Page page = frame(texts, texts.say("overview.title"), Section.OVERVIEW, "/?");
    render(response, "overview.jte", page, Overview.of(queries));
  }

  private void overviewLive(ServerRequest request, ServerResponse response) {
    Map<String, Object> model =
        Map.of("texts", texts(request, response), "overview", Overview.of(queries));
    send(response, "overviewLive.jte", model);
  }

  private void payments(ServerRequest request, ServerResponse response) {
    Texts texts = texts(request, response);
    PaymentList.Wish wish =
        new PaymentList.Wish(
            parameter(request, "state"),
            parameter(request, "currency"),
            parameter(request, "bank"),
            parameter(request, "before"));
    PaymentList list = PaymentList.of(queries, wish);
    Page page =
        frame(texts, texts.say("payments.title"), Section.PAYMENTS, list.address());
    render(response, "payments.jte", page, list);
  }

  /// Where the search field leads: to the page of the payment.
  private void find(ServerRequest request, ServerResponse response) {
    String uetr = parameter(request, "uetr").strip().toLowerCase(Locale.ROOT);
    PaymentId id = paymentId(uetr);
    if (id == null) {
      unknown(request, response, "payment.unreadable");
      return;
    }
    response.status(Status.SEE_OTHER_303);
    response.header(HeaderNames.LOCATION, "/payment/" + id.uetr());
    response.send();
  }

  private void payment(ServerRequest request, ServerResponse response) {
    PaymentId id = paymentId(request.path().pathParameters().get("uetr"));
    PaymentPage payment = id == null ? null : PaymentPage.of(queries, id);
    if (id == null || payment == null) {
      paymentThatIsNone(request, response, id);
      return;
    }
    Texts texts = texts(request, response);
    Page page =
        frame(texts, texts.say("payment.title"), Section.PAYMENTS,
            "/payment/" + id.uetr() + "?");
    render(response, "payment.jte", page, payment);
  }

  /// Refused before it became one, or never seen.
  private void paymentThatIsNone(
      ServerRequest request, ServerResponse response, @Nullable PaymentId id) {
    if (id == null) {
      unknown(request, response, "payment.unreadable");
      return;
    }
    List<RefusedInstructionRow> refused = queries.refusedInstructions(id);
    if (refused.isEmpty()) {
      unknown(request, response, "payment.unknown");
      return;
    }
    Texts texts = texts(request, response);
    Page page =
        frame(texts, texts.say("refused.title"), Section.PAYMENTS,
            "/payment/" + id.uetr() + "?");
    RefusedInstructionRow latest = refused.getLast();
    render(
        response,
        "refused.jte",
        page,
        new RefusedPage(
            latest,
            Fault.decode(latest.faults()),
            MessageText.ofEvidence(queries.evidence(latest.message()))));
  }

  private void paymentLive(ServerRequest request, ServerResponse response) {
    PaymentId id = paymentId(request.path().pathParameters().get("uetr"));
    PaymentPage payment = id == null ? null : PaymentPage.of(queries, id);
    if (payment == null) {
      unknown(request, response, "payment.unknown");
      return;
    }
    send(
        response,
        "paymentLive.jte",
        Map.of("texts", texts(request, response), "payment", payment));
  }

  private void unknown(ServerRequest request, ServerResponse response, String key) {
    Texts texts = texts(request, response);
    response.status(Status.NOT_FOUND_404);
    Page page = frame(texts, texts.say(key + ".title"), Section.NONE, "/?");
    render(response, "notice.jte", page, new Notice(texts.say(key + ".text")));
  }

  /// Tells a browser each time the read side has moved, as server-sent events.
  private void events(ServerRequest request, ServerResponse response) {
    if (!streams.tryAcquire()) {
      response.status(Status.SERVICE_UNAVAILABLE_503).send();
      return;
    }
    try (SseSink sink = response.sink(SseSink.TYPE)) {
      Position told = feed.position();
      sink.emit(SseEvent.builder().name("ready").data(Long.toString(told.position())).build());
      while (!isStopping) {
        Position now = feed.awaitChange(told, HEARTBEAT_MS);
        // Saying that nothing moved shows whether the browser is still there.
        String name = now.equals(told) ? "quiet" : "moved";
        sink.emit(SseEvent.builder().name(name).data(Long.toString(now.position())).build());
        told = now;
        Thread.sleep(EVENT_INTERVAL_MS);
      }
    } catch (InterruptedException e) {
      // The server stops.
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException | ServerConnectionException e) {
      LOG.debug("a browser has gone", e);
    } finally {
      streams.release();
    }
  }

  private void asset(ServerRequest request, ServerResponse response) {
    Assets.Asset asset = assets.named(request.path().pathParameters().get("name"));
    if (asset == null) {
      response.status(Status.NOT_FOUND_404).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, asset.mediaType());
    response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    response.header(TYPE_OPTIONS, "nosniff");
    response.send(asset.bytes());
  }

  private Page frame(Texts texts, String title, Section section, String here) {
    return new Page(texts, title, section, here, assets, queries.health());
  }

  private void render(ServerResponse response, String template, Page page, Record content) {
    send(response, template, Map.of("page", page, "content", content));
  }

  private void send(ServerResponse response, String template, Map<String, Object> model) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    templates.render(template, model, output);
    response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.VARY, "Accept-Language, Cookie");
    response.header(CONTENT_POLICY, POLICY);
    response.header(TYPE_OPTIONS, "nosniff");
    response.header(REFERRER_POLICY, "same-origin");
    response.send(output.toByteArray());
  }

  /// A page that fails says so in the reader's language; the operator finds why in the log.
  private Handler page(Handler handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (RuntimeException e) {
        LOG.error("page {} failed", request.path().path(), e);
        Texts texts = texts(request, response);
        response.status(Status.INTERNAL_SERVER_ERROR_500);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(texts.say("failed.text"));
      }
    };
  }

  /// The language that the reader chose now or before, else the one that his browser prefers.
  private static Texts texts(ServerRequest request, ServerResponse response) {
    Language chosen = Language.ofCode(parameter(request, Language.PARAMETER));
    if (chosen != null) {
      response
          .headers()
          .addCookie(
              SetCookie.builder(Language.PARAMETER, chosen.code())
                  .path("/")
                  .maxAge(LANGUAGE_KEPT)
                  .sameSite(SetCookie.SameSite.LAX)
                  .httpOnly(true)
                  .build());
      return Texts.of(chosen);
    }
    Language kept =
        Language.ofCode(request.headers().cookies().first(Language.PARAMETER).orElse(""));
    if (kept != null) {
      return Texts.of(kept);
    }
    return Texts.of(
        Language.preferred(
            request.headers().value(HeaderNames.ACCEPT_LANGUAGE).orElse("")));
  }

  private static String parameter(ServerRequest request, String name) {
    return request.query().first(name).orElse("");
  }

  private static @Nullable PaymentId paymentId(String uetr) {
    return uetr.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? PaymentId.ofUetr(uetr)
        : null;
  }

  /// @param text what a reader is told who came to nothing
  record Notice(String text) {}

  /// An instruction that never became a payment.
  record RefusedPage(
      RefusedInstructionRow row, List<Fault> faults, MessageText.@Nullable Shown incoming) {}
}
