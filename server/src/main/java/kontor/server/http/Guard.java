package kontor.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.SortedMap;
import kontor.cluster.NotAcceptedException;
import kontor.cluster.OutcomeUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what a route throws into a problem; nothing leaves as a bare status.
public final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private Guard() {}

  /// A route that may refuse by a problem.
  @FunctionalInterface
  public interface Route {
    void handle(ServerRequest request, ServerResponse response) throws ProblemException;
  }

  /// A route to read from; what else is tried there is told what is allowed.
  public static void get(HttpRules rules, String path, Route route) {
    rules.get(path, guarded(route)).any(path, only("GET"));
  }

  /// A route to send to.
  public static void post(HttpRules rules, String path, Route route) {
    rules.post(path, guarded(route)).any(path, only("POST"));
  }

  /// An address with several methods.
  public static void several(HttpRules rules, String path, SortedMap<String, Route> routes) {
    routes.forEach((method, route) -> rules.route(Method.create(method), path, guarded(route)));
    rules.any(path, only(String.join(", ", routes.keySet())));
  }

  /// Where no route leads.
  public static void nothingHere(ServerRequest request, ServerResponse response) {
    Problem.notFound("no such address; /openapi.json lists those that there are")
        .send(request, response);
  }

  private static Handler only(String methods) {
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, methods);
      Problem.methodNotAllowed(methods).send(request, response);
    };
  }

  private static Handler guarded(Route route) {
    return (request, response) -> {
      try {
        route.handle(request, response);
      } catch (ProblemException e) {
        e.problem().send(request, response);
      } catch (NotAcceptedException e) {
        Problem.notAccepting(String.valueOf(e.getMessage())).send(request, response);
      } catch (OutcomeUnknownException e) {
        Problem.outcomeUnknown().send(request, response);
      } catch (RuntimeException e) {
        LOG.error("{} failed", request.path().rawPath(), e);
        Problem.internal().send(request, response);
      }
    };
  }
}
