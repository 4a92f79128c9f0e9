package kontor.simulator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.LedgerResults;
import kontor.engine.terms.Digest;
import org.jspecify.annotations.Nullable;

/// Knows what every place of the log must answer, and holds the nodes and the clients to it.
final class Auditor {

  /// All nodes compare their digests whenever they pass a multiple of this.
  static final int DIGEST_INTERVAL = 5_000;

  private final LedgerModel model = new LedgerModel();
  private final List<LogEntry> committed = new ArrayList<>();
  private final List<List<Event>> expected = new ArrayList<>();
  private final TreeMap<Integer, Digest> digests = new TreeMap<>();
  private final Coverage coverage = new Coverage();
  private long expiries;
  private long releases;

  /// Which results were expected at least once, by their codes.
  static final class Coverage {
    final BitSet accounts = new BitSet();
    final BitSet transfers = new BitSet();
    final BitSet lines = new BitSet();

    void add(Coverage other) {
      accounts.or(other.accounts);
      transfers.or(other.transfers);
      lines.or(other.lines);
    }

    private static void count(BitSet seen, LedgerResults results) {
      if (results.created() > 0) {
        seen.set(0);
      }
      for (int i = 1; i < results.failures().length; i += 2) {
        seen.set(results.failures()[i]);
      }
    }
  }

  LedgerModel model() {
    return model;
  }

  Coverage coverage() {
    return coverage;
  }

  long expiries() {
    return expiries;
  }

  long releases() {
    return releases;
  }

  /// The entry a node is about to apply: committed for ever, so always the same one.
  void commit(int node, LogEntry entry) {
    if (entry.index() <= committed.size()) {
      LogEntry first = committed.get(entry.index() - 1);
      if (first.term() != entry.term() || first.checksum() != entry.checksum()) {
        throw new SimulationFailure(
            "node " + node + " holds another entry at log position " + entry.index());
      }
      return;
    }
    if (entry.index() != committed.size() + 1) {
      throw new SimulationFailure("log position " + entry.index() + " is out of order");
    }
    if (!entry.isSound()) {
      throw new SimulationFailure(
          "node " + node + " commits a damaged entry at log position " + entry.index());
    }
    committed.add(entry);
    List<Event> events = model.apply(entry.timestampMs(), entry.command());
    expected.add(events);
    events.forEach(this::count);
  }

  private void count(Event event) {
    switch (event) {
      case Event.LedgerAccountsOpened e -> Coverage.count(coverage.accounts, e.results());
      case Event.TransfersPosted e -> Coverage.count(coverage.transfers, e.results());
      case Event.LedgerLinesSet e -> Coverage.count(coverage.lines, e.results());
      case Event.TransfersExpired e -> expiries += e.ids().length / 2;
      case Event.TransfersReleased e -> releases += e.released().length / 4;
      default -> {}
    }
  }

  /// What a node made of an entry.
  ///
  /// @param answersReads whether a question is for this node to answer
  void applied(SimulatedNode node, LogEntry entry, boolean answersReads, List<Event> events) {
    String difference = EventText.difference(expected(entry, answersReads), events);
    if (difference != null) {
      throw new SimulationFailure(
          "node " + node.id + " at log position " + entry.index() + ": " + difference);
    }
    if (node.applied() % DIGEST_INTERVAL == 0) {
      checkState(node);
    }
  }

  private List<Event> expected(LogEntry entry, boolean answersReads) {
    List<Event> events = expected.get(entry.index() - 1);
    return entry.isRead() && !answersReads ? events.subList(0, events.size() - 1) : events;
  }

  void checkState(SimulatedNode node) {
    node.engine().checkInvariants();
    compareDigest(node);
  }

  void compareDigest(SimulatedNode node) {
    Digest digest = node.engine().digest();
    Digest first = digests.putIfAbsent(node.applied(), digest);
    if (first != null && !first.equals(digest)) {
      throw new SimulationFailure(
          "node " + node.id + " has another state at log position " + node.applied());
    }
  }

  /// A reply reached the client that waited for it.
  ///
  /// @param acknowledged the last position that anyone had seen when the request was first sent
  void replied(Reply reply, int acknowledged) {
    String who = "client " + reply.client() + ", request " + reply.request();
    if (reply.position() <= acknowledged) {
      throw new SimulationFailure(
          who + ": stale, answered from log position " + reply.position() + " though "
              + acknowledged + " was known before it asked");
    }
    LogEntry entry = at(reply.position());
    if (entry == null
        || entry.client() != reply.client()
        || entry.request() != reply.request()) {
      throw new SimulationFailure(
          who + ": log position " + reply.position() + " is not of this request");
    }
    String difference = EventText.difference(expected(entry, true), reply.events());
    if (difference != null) {
      throw new SimulationFailure(
          who + " at log position " + reply.position() + ": " + difference);
    }
  }

  private @Nullable LogEntry at(int position) {
    return position <= committed.size() ? committed.get(position - 1) : null;
  }

  /// What was debited in a ledger was credited in it. All nodes have the model's balances: they
  /// were asked for every account.
  void checkSums() {
    TreeMap<Integer, BigInteger> surplus = new TreeMap<>();
    for (ModelAccount account : model.state().accountsInOrder) {
      ModelAccount.Balances b = account.balances;
      BigInteger pending = b.creditsPending().subtract(b.debitsPending());
      BigInteger posted = b.creditsPosted().subtract(b.debitsPosted());
      surplus.merge(account.input.ledger(), posted.add(pending.shiftLeft(130)), BigInteger::add);
    }
    surplus.forEach(
        (ledger, sum) -> {
          if (sum.signum() != 0) {
            throw new SimulationFailure("ledger " + ledger + " does not sum to zero");
          }
        });
  }

  /// The checksums of all entries: two histories are the same if these are.
  List<Integer> log() {
    return committed.stream().map(LogEntry::checksum).toList();
  }

  int committedEntries() {
    return committed.size();
  }
}
