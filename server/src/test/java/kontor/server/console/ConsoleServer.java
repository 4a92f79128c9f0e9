package kontor.server.console;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import kontor.cluster.LogClock;
import kontor.engine.Event;
import kontor.engine.governance.Governance;
import kontor.engine.terms.FourEyes;
import kontor.readside.Projector;
import kontor.readside.Queries;
import kontor.readside.ReadDatabase;

/// The pages over a database filled with the {@link SampleDay}, on a free port of this machine.
final class ConsoleServer implements AutoCloseable {

  private final Path folder;
  private final ReadDatabase database;
  private final Projector projector;
  private final LiveFeed feed = new LiveFeed();
  private final SampleDay day = new SampleDay();
  private final WebServer server;

  ConsoleServer(int port) {
    try {
      folder = Files.createTempDirectory("kontor-console");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = ReadDatabase.open(folder.resolve("read.db"));
    projector = new Projector(database, SampleDay.REPORTER);
    project(day.morning());
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .shutdownHook(false)
            .routing(
                HttpRouting.builder()
                    .register(
                        new ConsoleRoutes(
                            new Queries(database),
                            feed,
                            ConsoleServer::changeNothing,
                            LogClock.MACHINE)))
            .build()
            .start();
  }

  private static Event.GovernanceRefused changeNothing(FourEyes by, Governance change) {
    throw new AssertionError("this day has no agreement to change: " + change);
  }

  /// Runs until it is ended, to look at the pages by hand.
  public static void main(String[] arguments) throws InterruptedException {
    try (ConsoleServer server = new ConsoleServer(Integer.parseInt(arguments[0]))) {
      System.out.println(server.address("/"));
      Thread.currentThread().join();
    }
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  void latePayment() {
    project(day.late());
  }

  private void project(SampleDay events) {
    projector.apply(events.take());
    feed.announce(projector.position());
  }

  @Override
  public void close() {
    server.stop();
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
