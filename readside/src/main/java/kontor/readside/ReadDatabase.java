package kontor.readside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The file of the read side: one connection that writes, for the {@link Projector}, and a few
/// that read, for {@link Queries}. All of it can be made again from the log.
public final class ReadDatabase implements AutoCloseable {

  /// Queries that run at the same time; the next one waits for a connection.
  private static final int READERS_MAX = 4;

  /// The numbered schema files, in order. A file that was ever released is never changed.
  private static final List<String> MIGRATIONS =
      List.of(
          "V001__init", "V002__governance", "V003__calendars", "V004__agreements",
          "V005__directory", "V006__rates", "V007__currencies", "V008__operations",
          "V009__charges", "V010__quotes", "V011__cycles");

  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

  private final Session writer;
  private final List<Session> readers = new ArrayList<>();
  private final BlockingQueue<Session> idleReaders = new LinkedBlockingQueue<>();

  private ReadDatabase(Session writer) {
    this.writer = writer;
  }

  /// Opens the file, makes it if it is not there, and brings its tables to this version.
  public static ReadDatabase open(Path file) {
    ReadDatabase database = new ReadDatabase(Session.toWrite(file));
    try {
      migrate(database.writer);
      for (int i = 0; i < READERS_MAX; i++) {
        database.readers.add(Session.toRead(file));
      }
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    database.idleReaders.addAll(database.readers);
    return database;
  }

  /// Throws the file away and opens an empty one, to be filled again from the log.
  public static ReadDatabase rebuild(Path file) {
    try {
      for (String suffix : SUFFIXES) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open(file);
  }

  /// Writes all that is committed to a new file, also while another process writes on.
  public static void copy(Path file, Path to) {
    Session.copy(file, to);
  }

  private static void migrate(Session session) {
    session.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)");
    int present =
        session.listText(
            "SELECT COALESCE(MAX(version), 0) AS version FROM schema_version",
            row -> row.number("version")).getFirst();
    if (present > MIGRATIONS.size()) {
      throw new IllegalStateException(
          "the read side was written by a newer version; rebuild it from the log");
    }
    for (int version = present + 1; version <= MIGRATIONS.size(); version++) {
      for (String statement : Sql.statements(MIGRATIONS.get(version - 1))) {
        session.execute(statement);
      }
      session.execute("INSERT INTO schema_version (version) VALUES (" + version + ")");
    }
    session.commit();
  }

  Session writer() {
    return writer;
  }

  static ReadHealth health(Session session) {
    ReadHealth health =
        session.one(
            "health",
            row ->
                new ReadHealth(
                    new Position(row.longNumber("position"), row.number("event_index")),
                    row.longNumber("timestamp_ms")));
    if (health == null) {
      throw new IllegalStateException("the read side has lost its position; rebuild it");
    }
    return health;
  }

  /// Runs queries that all see the same state, on a connection of its own.
  <T extends @Nullable Object> T read(Function<Session, T> queries) {
    Session reader;
    try {
      reader = idleReaders.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadSideException("interrupted while waiting for a connection", e);
    }
    try {
      return queries.apply(reader);
    } finally {
      reader.rollback();
      idleReaders.add(reader);
    }
  }

  @Override
  public void close() {
    readers.forEach(Session::close);
    writer.close();
  }
}
