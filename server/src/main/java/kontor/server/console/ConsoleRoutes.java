package kontor.server.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import kontor.cluster.LogClock;
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

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleRoutes.class);

  private final Queries queries;
  private final LiveFeed feed;
  private final PageMaker pages;
  private final AreaRoutes areas;
  private final Semaphore streams = new Semaphore(STREAMS_MAX);
  private volatile boolean isStopping;

  /// @param clock that of the log
  public ConsoleRoutes(
      Queries queries, LiveFeed feed, ChangeForms.Desk desk, LogClock clock) {
    this.queries = queries;
    this.feed = feed;
    pages = new PageMaker(queries, clock);
    areas = new AreaRoutes(queries, pages, desk);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", pages.page(this::overview))
        .get("/console/overview", pages.page(this::overviewLive))
        .get("/console/payments", pages.page(this::payments))
        .get("/console/find", pages.page(this::find))
        .get("/payment/{uetr}", pages.page(this::payment))
        .get("/console/payment/{uetr}", pages.page(this::paymentLive))
        .get("/events", this::events)
        .get(Assets.PREFIX + "{name}", this::asset);
    areas.routing(rules);
  }

  @Override
  public void afterStop() {
    isStopping = true;
  }

  private void overview(ServerRequest request, ServerResponse response) {
    Texts texts = pages.texts(request, response);
    Page page = pages.frame(texts, texts.say("overview.title"), Section.OVERVIEW, "/?");
    pages.render(response, "overview.jte", page, Overview.of(queries));
  }

  private void overviewLive(ServerRequest request, ServerResponse response) {
    Map<String, Object> model =
        Map.of("texts", pages.texts(request, response), "overview", Overview.of(queries));
    pages.send(response, "overviewLive.jte", model);
  }

  private void payments(ServerRequest request, ServerResponse response) {
    Texts texts = pages.texts(request, response);
    PaymentList.Wish wish =
        new PaymentList.Wish(
            PageMaker.parameter(request, "state"),
            PageMaker.parameter(request, "currency"),
            PageMaker.parameter(request, "bank"),
            PageMaker.parameter(request, "before"));
    PaymentList list = PaymentList.of(queries, wish);
    Page page =
        pages.frame(texts, texts.say("payments.title"), Section.PAYMENTS, list.address());
    pages.render(response, "payments.jte", page, list);
  }

  /// Where the search field leads: to the page of the payment.
  private void find(ServerRequest request, ServerResponse response) {
    String uetr = PageMaker.parameter(request, "uetr").strip().toLowerCase(Locale.ROOT);
    PaymentId id = paymentId(uetr);
    if (id == null) {
      pages.unknown(request, response, "payment.unreadable");
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
    Texts texts = pages.texts(request, response);
    Page page =
        pages.frame(texts, texts.say("payment.title"), Section.PAYMENTS,
            "/payment/" + id.uetr() + "?");
    pages.render(response, "payment.jte", page, payment);
  }

  /// Refused before it became one, or never seen.
  private void paymentThatIsNone(
      ServerRequest request, ServerResponse response, @Nullable PaymentId id) {
    if (id == null) {
      pages.unknown(request, response, "payment.unreadable");
      return;
    }
    List<RefusedInstructionRow> refused = queries.refusedInstructions(id);
    if (refused.isEmpty()) {
      pages.unknown(request, response, "payment.unknown");
      return;
    }
    Texts texts = pages.texts(request, response);
    Page page =
        pages.frame(texts, texts.say("refused.title"), Section.PAYMENTS,
            "/payment/" + id.uetr() + "?");
    RefusedInstructionRow latest = refused.getLast();
    pages.render(
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
      pages.unknown(request, response, "payment.unknown");
      return;
    }
    pages.send(
        response,
        "paymentLive.jte",
        Map.of("texts", pages.texts(request, response), "payment", payment));
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
    Assets.Asset asset = pages.assets().named(request.path().pathParameters().get("name"));
    if (asset == null) {
      response.status(Status.NOT_FOUND_404).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, asset.mediaType());
    response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    response.header(PageMaker.TYPE_OPTIONS, "nosniff");
    response.send(asset.bytes());
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
