package kontor.readside;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import kontor.engine.terms.Currency;
import org.jspecify.annotations.Nullable;

/// One connection with its prepared statements; one thread at a time. All checked exceptions of
/// JDBC end here.
final class Session implements AutoCloseable {

  /// How long a statement waits for another connection's lock.
  private static final int BUSY_TIMEOUT_MS = 10_000;

  /// Filtered lists make a text for each set of filters; more than this many means a mistake.
  private static final int STATEMENTS_MAX = 256;

  /// The write-ahead log is folded into the file when it has so many pages of 4 KiB. Pages that
  /// many commits touch, such as those of an index, are then written to the file once.
  private static final int CHECKPOINT_PAGES = 16_384;

  private static final int CACHE_KIBIBYTES = 65_536;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<String, Currency> currencies = new HashMap<>();

  private Session(Connection connection) {
    this.connection = connection;
  }

  /// Opens a connection that may write. WAL lets readers read while it writes. `NORMAL` does not
  /// wait for the disk at each commit: after a power failure the last commits may be missing, but
  /// the file is whole, its position is the one that its rows agree with, and the projector
  /// continues from there. {@link Projector#sync} waits for the disk where that is not enough.
  static Session toWrite(Path file) {
    return open(
        file,
        List.of(
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "wal_autocheckpoint = " + CHECKPOINT_PAGES,
            "cache_size = -" + CACHE_KIBIBYTES));
  }

  static Session toRead(Path file) {
    return open(file, List.of("query_only = 1"));
  }

  static void copy(Path file, Path to) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file, options());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
      statement.execute("VACUUM INTO '" + to.toString().replace("'", "''") + "'");
    } catch (SQLException e) {
      throw new ReadSideException("cannot copy the database of the read side", e);
    }
  }

  private static Session open(Path file, List<String> settings) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, options());
      Session session = new Session(connection);
      session.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
      for (String setting : settings) {
        session.execute("PRAGMA " + setting);
      }
      connection.setAutoCommit(false);
      return session;
    } catch (SQLException e) {
      throw new ReadSideException("cannot open the database of the read side", e);
    }
  }

  /// The driver would ask for the last row id after each insert, which doubles its cost.
  private static Properties options() {
    Properties options = new Properties();
    options.setProperty("jdbc.get_generated_keys", "false");
    return options;
  }

  /// Runs a statement that returns nothing, outside the prepared ones.
  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ReadSideException("statement of the read side failed", e);
    }
  }

  /// Runs the named statement.
  void run(String name, @Nullable Object... values) {
    try {
      PreparedStatement statement = prepared(Sql.named(name));
      bind(statement, values);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new ReadSideException("statement of the read side failed: " + name, e);
    }
  }

  /// All rows of the named query.
  <T> List<T> list(String name, Function<Row, T> reader, @Nullable Object... values) {
    return listText(Sql.named(name), reader, values);
  }

  <T> List<T> list(Sql.Bound query, Function<Row, T> reader) {
    return listText(query.text(), reader, query.values().toArray());
  }

  /// The only row of the named query, or null.
  <T> @Nullable T one(String name, Function<Row, T> reader, @Nullable Object... values) {
    List<T> rows = list(name, reader, values);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /// The number that the named query gives.
  long lastNumber(String name) {
    Long number = one(name, row -> row.longNumber("number"));
    if (number == null) {
      throw new IllegalStateException("no row from " + name);
    }
    return number;
  }

  /// All rows of a query given as text.
  <T> List<T> listText(String sql, Function<Row, T> reader, @Nullable Object... values) {
    try {
      PreparedStatement statement = prepared(sql);
      bind(statement, values);
      try (ResultSet results = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        Row row = new Row(results, this);
        while (results.next()) {
          rows.add(reader.apply(row));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new ReadSideException("query of the read side failed", e);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      if (statements.size() == STATEMENTS_MAX) {
        throw new IllegalStateException("too many different statements");
      }
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /// The currency of a code that rows name. Entries of the registry do not change, so they are
  /// read once.
  Currency currency(String code) {
    Currency known = currencies.get(code);
    if (known != null) {
      return known;
    }
    Currency read = one("currency", row -> new Currency(code, row.number("minor_digits")), code);
    if (read == null) {
      throw new IllegalStateException("rows name a currency that is not in the registry: " + code);
    }
    currencies.put(code, read);
    return read;
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new ReadSideException("the read side could not commit", e);
    }
  }

  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new ReadSideException("the read side could not roll back", e);
    }
  }

  /// Runs a statement between transactions, such as a setting.
  void outsideTransaction(String sql) {
    try {
      connection.setAutoCommit(true);
      execute(sql);
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new ReadSideException("setting of the read side failed", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ReadSideException("the read side could not close", e);
    }
  }
}
