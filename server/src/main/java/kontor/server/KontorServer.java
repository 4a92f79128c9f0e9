package kontor.server;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kontor.cluster.Health;
import kontor.cluster.LedgerClient;
import kontor.cluster.LogClock;
import kontor.cluster.NodeConfig;
import kontor.cluster.Reply;
import kontor.cluster.SettlementNode;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.terms.PaymentId;
import kontor.iso20022.Profile;
import kontor.readside.PaymentDetails;
import kontor.readside.Position;
import kontor.readside.Projector;
import kontor.readside.Queries;
import kontor.readside.QuoteQueries;
import kontor.readside.ReadDatabase;
import kontor.readside.TransferReferences;
import kontor.server.api.ApiRoutes;
import kontor.server.api.CalculatorRoutes;
import kontor.server.api.CostRoutes;
import kontor.server.console.ChangeForms;
import kontor.server.console.ConsoleRoutes;
import kontor.server.console.LiveFeed;
import kontor.server.gateway.CurrencyRegistry;
import kontor.server.gateway.FinalityWaiters;
import kontor.server.gateway.Iso20022Endpoint;
import kontor.server.gateway.MessageIntake;
import kontor.server.gateway.OutboxReports;
import kontor.server.gateway.RecentReadings;
import kontor.server.governance.AgreementRoutes;
import kontor.server.governance.CalendarRoutes;
import kontor.server.governance.ChangeDesk;
import kontor.server.governance.CurrencyRoutes;
import kontor.server.governance.DirectoryRoutes;
import kontor.server.governance.RateRoutes;
import kontor.server.http.Guard;
import kontor.server.http.ServerRefusals;
import kontor.server.ledger.LedgerRoutes;
import kontor.server.ledger.ReferenceRoutes;
import kontor.server.quotes.QuoteRoutes;
import org.jspecify.annotations.Nullable;

/// The whole in one process, built here and nowhere else: node, read side, gateway, HTTP.
public final class KontorServer implements AutoCloseable {

  /// The read side's file in the data folder.
  public static final String DATABASE = "readside.sqlite";

  /// The texts beside transfers, a file that nothing makes again.
  public static final String REFERENCES = "references.sqlite";

  private static final long CURRENT_WAIT_MS = 5_000;
  private static final long APPLIED_POLL_NANOS = 500_000;
  private static final long CATCH_UP_WAIT_MS = 24 * 3_600_000L;

  private final SettlementNode node;
  private final ReadDatabase database;
  private final TransferReferences references;
  private final Queries queries;
  private final CurrencyRegistry currencies;
  private final JournalFollower follower;
  private final MessageIntake intake;
  private final @Nullable WebServer web;
  private final SnapshotKeeper snapshots;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private KontorServer(
      ServerConfig config,
      SettlementNode node,
      ReadDatabase database,
      TransferReferences references) {
    this.node = node;
    this.database = database;
    this.references = references;
    queries = new Queries(database);
    currencies = new CurrencyRegistry(queries.currencies());
    Profile profile = Profile.standard(config.clearingSystem(), currencies);
    FinalityWaiters waiters = new FinalityWaiters();
    RecentReadings readings = new RecentReadings();
    Projector projector = new Projector(database, new OutboxReports(profile, readings));
    LiveFeed feed = new LiveFeed();
    follower =
        JournalFollower.start(node.journal(), projector, new Announcer(waiters, feed));
    intake = new MessageIntake(node.client(), profile, currencies, waiters, readings);

    // The door opens when the read side knows all that was settled before.
    await(CATCH_UP_WAIT_MS);
    try {
      web = config.http() == null ? null : listen(config.http(), profile, feed);
    } catch (RuntimeException e) {
      follower.close();
      throw e;
    }
    snapshots = SnapshotKeeper.start(node, SnapshotKeeper.LOG_BYTES);
  }

  /// Starts everything and returns when payments are taken; a member returns before it has found
  /// a leader.
  ///
  /// @throws kontor.cluster.NodeInUseException if another node runs on the folder
  public static KontorServer start(ServerConfig config) {
    SettlementNode node =
        SettlementNode.start(
            NodeConfig.of(config.dataDir())
                .withRetention(config.retention())
                .withMembership(config.membership())
                .withClock(config.clock()));
    ReadDatabase database = null;
    TransferReferences references = null;
    try {
      Path file = config.dataDir().resolve(DATABASE);
      database =
          switch (config.readSide()) {
            case KEEP -> ReadDatabase.open(file);
            case REBUILD -> ReadDatabase.rebuild(file);
          };
      references = TransferReferences.open(config.dataDir().resolve(REFERENCES));
      return new KontorServer(config, node, database, references);
    } catch (RuntimeException e) {
      if (references != null) {
        references.close();
      }
      if (database != null) {
        database.close();
      }
      node.close();
      throw e;
    }
  }

  private WebServer listen(ServerConfig.Http http, Profile profile, LiveFeed feed) {
    ApiRoutes api = new ApiRoutes(queries, node.client(), new ReadSideState());
    Iso20022Endpoint iso20022 = new Iso20022Endpoint(intake, profile.limits().bulkBytesMax());
    LedgerClient ledger = new LedgerClient(node.client());
    ChangeDesk desk = new ChangeDesk(node.client());
    QuoteQueries quotes = new QuoteQueries(database);
    ConsoleRoutes console = new ConsoleRoutes(queries, feed, deskOf(desk), node.clock());
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .register(iso20022)
            .register(api)
            .register(new CalculatorRoutes())
            .register(new CostRoutes(queries, quotes, this::awaitCurrent, node.clock()))
            .register(new CalendarRoutes(queries, desk, this::awaitCurrent, node.clock()))
            .register(new DirectoryRoutes(queries, desk, this::awaitCurrent, node.clock()))
            .register(new AgreementRoutes(queries, desk, this::awaitCurrent))
            .register(new CurrencyRoutes(queries, desk, this::awaitCurrent))
            .register(new RateRoutes(queries, desk, this::awaitCurrent))
            .register(new QuoteRoutes(node.client(), queries, quotes, this::awaitCurrent))
            .register(new LedgerRoutes(ledger))
            .register(new ReferenceRoutes(ledger, references))
            .register(console)
            .any(Guard::nothingHere);
    WebServer server =
        WebServer.builder()
            .host(http.host())
            .port(http.port())
            .routing(routing)
            .directHandlers(ServerRefusals.handlers())
            .contentEncoding(ServerRefusals.encodings())
            .shutdownHook(false)
            .build()
            .start();
    if (!server.isRunning()) {
      // It logs why and returns as if all were well.
      throw new UncheckedIOException(
          new BindException("cannot listen at " + http.host() + ":" + http.port()));
    }
    return server;
  }

  /// What is changed in the console is read there next.
  private ChangeForms.Desk deskOf(ChangeDesk desk) {
    return (by, change) -> {
      Event.GovernanceRefused refused = desk.refusal(by, change);
      awaitCurrent();
      return refused;
    };
  }

  private void see(RecordedEvent recorded) {
    if (recorded.event() instanceof Event.CurrencyDefined defined) {
      currencies.define(defined.currency());
    }
  }

  /// Brings an operator's command to the log.
  public CompletableFuture<Reply> enter(Command command) {
    return node.client()
        .send(command)
        .thenApply(
            reply -> {
              // Who entered a currency may use it at once, before the journal is read.
              reply.events().forEach(this::see);
              return reply;
            });
  }

  public MessageIntake intake() {
    return intake;
  }

  public Queries queries() {
    return queries;
  }

  /// Waits until there is a leader, however long that takes.
  ///
  /// @throws IllegalStateException if the node stopped
  public void awaitLeader() {
    node.client().awaitConnection();
  }

  /// Waits, for a bounded time, until what was answered here, or is in the journal now, can be
  /// queried. When another member leads, it may have answered before this one applied it.
  public boolean awaitCurrent() {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CURRENT_WAIT_MS);
    long answered = node.client().answeredPosition();
    while (node.health().logPosition() < answered && System.nanoTime() - deadlineNanos < 0) {
      LockSupport.parkNanos(APPLIED_POLL_NANOS);
    }
    return await(CURRENT_WAIT_MS);
  }

  /// Whether one of these payments has come to its end.
  public boolean hasEnded(Set<PaymentId> payments) {
    for (PaymentId payment : payments) {
      PaymentDetails details = queries.payment(payment);
      if (details != null && details.payment().standing().state().isFinal()) {
        return true;
      }
    }
    return false;
  }

  private boolean await(long millis) {
    return follower.await(node.journal().lastPosition(), millis);
  }

  /// The clock of the log.
  public LogClock clock() {
    return node.clock();
  }

  public Health health() {
    return node.health();
  }

  /// Writes the state down; returns when done.
  public void takeSnapshot() {
    node.takeSnapshot();
  }

  /// Where it listens.
  ///
  /// @throws IllegalStateException if it was started without HTTP
  public int port() {
    if (web == null) {
      throw new IllegalStateException("this server has no HTTP");
    }
    return web.port();
  }

  /// Closes in the order that loses nothing; again is harmless.
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    if (web != null) {
      web.stop();
    }
    snapshots.close();
    awaitCurrent();
    follower.close();
    references.close();
    database.close();
    node.close();
  }

  /// Tells those who live by the events what the read side has taken in.
  private final class Announcer implements JournalFollower.Listener {
    private final FinalityWaiters waiters;
    private final LiveFeed feed;

    Announcer(FinalityWaiters waiters, LiveFeed feed) {
      this.waiters = waiters;
      this.feed = feed;
    }

    @Override
    public void see(RecordedEvent recorded) {
      KontorServer.this.see(recorded);
      waiters.see(recorded);
    }

    @Override
    public void reach(Position position) {
      feed.announce(position);
    }
  }

  private final class ReadSideState implements ApiRoutes.ReadSide {
    @Override
    public void awaitCurrent() {
      KontorServer.this.awaitCurrent();
    }

    @Override
    public ApiRoutes.ServerHealth health() {
      return new ApiRoutes.ServerHealth(
          node.health(), follower.reached().position(), follower.fault());
    }

    @Override
    public LogClock clock() {
      return node.clock();
    }
  }
}
