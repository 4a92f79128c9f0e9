package kontor.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kontor.engine.Transfers;

/// The same transfers in PostgreSQL: double entry with credit lines, durable, in the way its own
/// users write it for speed. A function in the database posts an array of transfers in their
/// order, one transaction a batch; accounts have room in their pages, so that updates stay in
/// them; the log is written with fsync.
///
/// Batches of many transfers go over one connection, for two would wait for each other's
/// accounts; transfers alone go over as many connections as there are commands in flight, with
/// both accounts locked in the order of their ids.
final class PostgresPeer implements AutoCloseable {

  private static final String SCHEMA =
      """
      create table account (
        id bigint primary key, line bigint not null,
        debits bigint not null default 0, credits bigint not null default 0
      ) with (fillfactor = 40);
      create table transfer (
        id bigint primary key, debit bigint not null, credit bigint not null,
        amount bigint not null, posted timestamptz not null default clock_timestamp()
      );
      create function post(
        ids bigint[], debit bigint[], credit bigint[], amount bigint[], others boolean)
      returns integer language plpgsql as $$
      declare
        created integer := 0;
      begin
        for i in 1 .. array_length(ids, 1) loop
          if others then
            perform 1 from account where id in (debit[i], credit[i]) order by id for update;
          end if;
          if exists (select from transfer where id = ids[i]) then
            continue;
          end if;
          update account set debits = debits + amount[i]
            where id = debit[i] and debits + amount[i] <= credits + line;
          if found then
            update account set credits = credits + amount[i] where id = credit[i];
            insert into transfer values (ids[i], debit[i], credit[i], amount[i]);
            created := created + 1;
          end if;
        end loop;
        return created;
      end $$;
      """;

  /// What a ledger's administrator would set on this machine; safety stays as it is delivered.
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "shared_buffers=2GB",
          "max_wal_size=8GB",
          "checkpoint_timeout=15min",
          "wal_buffers=64MB",
          "max_connections=300",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on");

  private static final Path BINARIES = Path.of("/usr/lib/postgresql");
  private static final String ACCOUNT_OF_SERVER = "postgres";

  private final Path dir;
  private final Path bin;
  private final int port;

  /// @param created how many were not refused by a line
  record Result(long nanos, long transfers, long created) {
    double rate() {
      return transfers * 1e9 / nanos;
    }
  }

  private PostgresPeer(Path dir, Path bin, int port) {
    this.dir = dir;
    this.bin = bin;
    this.port = port;
  }

  /// Starts a server of its own in an empty folder, on a free port of loopback.
  static PostgresPeer start(Path dir) throws IOException, InterruptedException {
    PostgresPeer peer = new PostgresPeer(dir, binaries(), freePort());
    if (isRoot()) {
      command(List.of("chown", "-R", ACCOUNT_OF_SERVER, dir.toString()));
    }
    peer.server("initdb", "-D", peer.data(), "-A", "trust", "-U", ACCOUNT_OF_SERVER, "-N");
    String options =
        "-p " + peer.port + " -c unix_socket_directories= -c "
            + String.join(" -c ", SETTINGS);
    peer.server("pg_ctl", "-D", peer.data(), "-w", "-l", dir + "/log", "-o", options, "start");
    return peer;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String data() {
    return dir.resolve("data").toString();
  }

  private static Path binaries() throws IOException {
    if (!Files.isDirectory(BINARIES)) {
      throw new IOException("the peer needs PostgreSQL's server (Debian: postgresql)");
    }
    try (Stream<Path> versions = Files.list(BINARIES)) {
      return versions
          .map(v -> v.resolve("bin"))
          .filter(b -> Files.exists(b.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("PostgreSQL's server is not whole"));
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// The server refuses to run as root.
  private void server(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(
          List.of("setpriv", "--reuid", ACCOUNT_OF_SERVER, "--regid", ACCOUNT_OF_SERVER));
      words.addAll(List.of("--clear-groups", "--"));
    }
    words.add(bin.resolve(program).toString());
    words.addAll(List.of(arguments));
    command(words);
  }

  private static void command(List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("kontor-peer", ".txt");
    try {
      int code =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException(words + " ended with " + code + ": " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + ACCOUNT_OF_SERVER
            + "&sslmode=disable&gssEncMode=disable&prepareThreshold=1");
  }

  void found(int accounts, long lineMinor) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(SCHEMA);
      statement.execute(
          "insert into account (id, line) select i, " + lineMinor + " from generate_series(1, "
              + accounts + ") i");
      statement.execute("vacuum analyze account");
    }
  }

  String version() throws SQLException {
    try (Connection connection = connect()) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /// Posts the next transfers of the stream.
  Result post(TransferStream stream, long transfers, int batch, int connections)
      throws InterruptedException, ExecutionException {
    List<Callable<Long>> work = new ArrayList<>();
    long[] left = {transfers};
    for (int i = 0; i < connections; i++) {
      work.add(() -> post(stream, left, batch, connections > 1));
    }
    long created = 0;
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (Future<Long> future : threads.invokeAll(work)) {
        created += future.get();
      }
    }
    return new Result(System.nanoTime() - start, transfers, created);
  }

  private long post(TransferStream stream, long[] left, int batch, boolean others)
      throws SQLException {
    long created = 0;
    try (Connection connection = connect();
        PreparedStatement call =
            connection.prepareStatement("select post(?, ?, ?, ?, " + others + ")")) {
      while (true) {
        Transfers next;
        synchronized (stream) {
          int count = (int) Math.min(left[0], batch);
          if (count == 0) {
            return created;
          }
          left[0] -= count;
          next = stream.next(count);
        }
        created += post(connection, call, next);
      }
    }
  }

  private static int post(Connection connection, PreparedStatement call, Transfers batch)
      throws SQLException {
    Object[][] columns = new Object[4][batch.count()];
    for (int i = 0; i < batch.count(); i++) {
      batch.at(i);
      columns[0][i] = batch.idLow();
      columns[1][i] = batch.debitLow();
      columns[2][i] = batch.creditLow();
      columns[3][i] = batch.amountLow();
    }
    for (int i = 0; i < columns.length; i++) {
      call.setArray(i + 1, connection.createArrayOf("bigint", columns[i]));
    }
    try (ResultSet result = call.executeQuery()) {
      result.next();
      return result.getInt(1);
    }
  }

  /// What was posted is what the accounts say, and both sides are equal.
  boolean isSound() throws SQLException {
    String sql =
        "select (select coalesce(sum(amount), 0) from transfer), sum(debits), sum(credits),"
            + " count(*) filter (where debits > credits + line) from account";
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBigDecimal(1).equals(row.getBigDecimal(2))
          && row.getBigDecimal(2).equals(row.getBigDecimal(3))
          && row.getLong(4) == 0;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      server("pg_ctl", "-D", data(), "-m", "fast", "-w", "-t",
          Long.toString(TimeUnit.MINUTES.toSeconds(2)), "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
