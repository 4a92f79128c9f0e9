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
import org.jspecify.annotations.Nullable;

/// The pages over the {@link SampleYear}, on a free port of this machine. What is entered in a form
/// is decided by the core of that year.
final class YearServer implements AutoCloseable {

  private final Path folder;
  private final ReadDatabase database;
  private final Projector projector;
  private final LiveFeed feed = new LiveFeed();
  private final @Nullable SampleYear year;
  private final WebServer server;

  /// @param year null of a node on which nothing has happened
  YearServer(int port, @Nullable SampleYear year) {
    this.year = year;
    try {
      folder = Files.createTempDirectory("kontor-year");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = ReadDatabase.open(folder.resolve("read.db"));
    projector = new Projector(database, (recorded, lookup, sink) -> {});
    project();
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .shutdownHook(false)
            .routing(
                HttpRouting.builder()
                    .register(
                        new ConsoleRoutes(
                            new Queries(database), feed, this::bring, LogClock.MACHINE)))
            .build()
            .start();
  }

  /// Runs until it is ended, to look at the pages by hand.
  public static void main(String[] arguments) throws InterruptedException {
    SampleYear year = arguments.length < 2 ? null : new SampleYear(arguments[1]);
    try (YearServer server = new YearServer(Integer.parseInt(arguments[0]), year)) {
      System.out.println(server.address("/console/agreements"));
      Thread.currentThread().join();
    }
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /// What somebody else enters.
  Event.@Nullable GovernanceRefused bring(FourEyes by, Governance change) {
    if (year == null) {
      throw new AssertionError("there is nothing to change: " + change);
    }
    Event.GovernanceRefused refused = year.bring(by, change);
    project();
    return refused;
  }

  private void project() {
    if (year != null) {
      projector.apply(year.take());
      feed.announce(projector.position());
    }
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
