package kontor.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import kontor.cluster.LogClock;
import kontor.readside.Queries;
import kontor.server.console.Page.Section;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes pages of templates: the frame around each, its headers, and the reader's language.
final class PageMaker {

  static final HeaderName TYPE_OPTIONS = HeaderNames.create("X-Content-Type-Options");

  private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

  /// Scripts and styles come from here and from nowhere else, never from within a page.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final HeaderName CONTENT_POLICY =
      HeaderNames.create("Content-Security-Policy");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final Logger LOG = LoggerFactory.getLogger(PageMaker.class);

  private final Queries queries;
  private final LogClock clock;
  private final Assets assets = new Assets();
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, PageMaker.class.getClassLoader(), "kontor.server.console");

  PageMaker(Queries queries, LogClock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  Assets assets() {
    return assets;
  }

  Page frame(Texts texts, String title, Section section, String here) {
    return new Page(texts, title, section, here, assets, queries.health(), setTime());
  }

  private @Nullable Instant setTime() {
    return clock.isSet() ? clock.instant() : null;
  }

  void render(ServerResponse response, String template, Page page, Record content) {
    send(response, template, Map.of("page", page, "content", content));
  }

  void send(ServerResponse response, String template, Map<String, Object> model) {
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

  void unknown(ServerRequest request, ServerResponse response, String key) {
    Texts texts = texts(request, response);
    response.status(Status.NOT_FOUND_404);
    Page page = frame(texts, texts.say(key + ".title"), Section.NONE, "/?");
    render(
        response, "notice.jte", page, new ConsoleRoutes.Notice(texts.say(key + ".text")));
  }

  /// A page that fails says so in the reader's language; the operator finds why in the log.
  Handler page(Handler handler) {
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
  Texts texts(ServerRequest request, ServerResponse response) {
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

  static String parameter(ServerRequest request, String name) {
    return request.query().first(name).orElse("");
  }
}
