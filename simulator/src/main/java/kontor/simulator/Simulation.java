package kontor.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import kontor.engine.Command;
import kontor.engine.Event;
import org.jspecify.annotations.Nullable;

/// A replicated ledger from one seed, on one thread: nodes with disks and clocks, clients with
/// sessions, and a network that loses, doubles, delays and reorders. What happens next is drawn
/// from the seed, so a seed is a whole history, and the same for ever.
///
/// How the nodes agree on a log is the simplest protocol that is right (terms, the longest log
/// leads, a majority on disk commits). It stands for Aeron Cluster and is not what is tested;
/// tested is that the engine, fed by any log that such a protocol can make, gives the answers of
/// the {@link LedgerModel} on every node, whatever is lost, torn, late or restarted.
final class Simulation {

  static final int NODES = 3;
  private static final int CLIENTS = 6;
  private static final long RETRY_MS = 400;
  /// Steps after the last command until everyone must have an answer.
  private static final int QUIET_STEPS_MAX = 200_000;

  /// How to start: how many commands the clients give, and who the nodes are.
  record Plan(long seed, int commands, int nodes, IntFunction<SimulatedNode> newNode) {
    Plan(long seed, int commands) {
      this(seed, commands, NODES, SimulatedNode::new);
    }
  }

  private record Request(int client, int number, int node, Command command) {}

  private final Plan plan;
  private final Chance chance;
  private final Workload workload;
  private final Auditor auditor = new Auditor();
  private final SimulatedNode[] nodes;
  private final boolean[] isCutOff;
  /// How much of a leader's log each node has on disk, as that leader knows it.
  private final int[][] matched;
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private final SimulationReport.Counts counts = new SimulationReport.Counts();

  /// How often in a thousand misfortunes; seeds differ, so that some are calm and some a storm.
  private final int crashes;
  private final int snapshots;
  private long trueMs;
  private int issued;
  private int acknowledged;
  private boolean isQuiet;

  Simulation(Plan plan) {
    this.plan = plan;
    chance = new Chance(plan.seed());
    boolean isStorm = chance.percent(10);
    crashes = isStorm ? 70 : 5;
    snapshots = isStorm ? 60 : 10;
    workload = new Workload(chance.split(), auditor.model());
    trueMs = workload.startMs();
    nodes = new SimulatedNode[plan.nodes()];
    isCutOff = new boolean[nodes.length];
    matched = new int[nodes.length][nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = plan.newNode().apply(i);
    }
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new SimulatedClient(i));
    }
  }

  /// Runs to the end or to the first thing that must not happen.
  SimulationReport run() {
    String failure = null;
    try {
      elect();
      while (issued < plan.commands()) {
        step();
      }
      comeToRest();
      checkEnd();
    } catch (SimulationFailure e) {
      failure = e.getMessage();
    } catch (RuntimeException | AssertionError e) {
      failure = e + " at " + Arrays.stream(e.getStackTrace()).limit(3).toList();
    }
    counts.entries = auditor.committedEntries();
    counts.expiries = auditor.expiries();
    counts.releases = auditor.releases();
    return new SimulationReport(plan.seed(), issued, failure, counts, auditor.coverage());
  }

  Auditor auditor() {
    return auditor;
  }

  private void step() {
    int dice = chance.below(1_000);
    if (dice < 260) {
      client(clients.get(chance.below(CLIENTS)));
    } else if (dice < 500) {
      receive();
    } else if (dice < 700) {
      replicate();
    } else if (dice < 967) {
      apply(nodes[chance.below(nodes.length)]);
    } else if (dice < 997) {
      trueMs += chance.below(20);
    } else {
      misfortune();
    }
  }

  /// What goes wrong, and what mends it. Rare, so that there is something to break.
  private void misfortune() {
    int dice = chance.below(1_000);
    SimulatedNode node = nodes[chance.below(nodes.length)];
    if (dice < crashes) {
      crash(node);
    } else if (dice < 330) {
      restart(node);
    } else if (dice < 330 + snapshots) {
      snapshot(node);
    } else if (dice < 450) {
      isCutOff[node.id] = true;
    } else if (dice < 700) {
      isCutOff[node.id] = false;
    } else if (dice < 800) {
      node.setClockOffset(chance.below(8_000) - 4_000L);
      counts.clockJumps++;
    } else if (dice < 840 || leader() == null) {
      elect();
    }
  }

  // Clients and their network

  private void client(SimulatedClient client) {
    if (!client.isWaiting() && issued < plan.commands()) {
      issued++;
      trueMs += workload.pauseMs();
      client.ask(workload.next(), acknowledged);
    }
    Command command = client.toSend(trueMs, RETRY_MS);
    if (command == null) {
      trueMs += isQuiet ? RETRY_MS / 4 : 0;
      return;
    }
    SimulatedNode leader = leader();
    int node =
        leader != null && (isQuiet || chance.percent(90))
            ? leader.id
            : chance.below(nodes.length);
    int copies = isQuiet ? 1 : chance.percent(4) ? 0 : chance.percent(4) ? 2 : 1;
    counts.duplicates += copies > 1 ? 1 : 0;
    counts.lost += copies == 0 ? 1 : 0;
    for (int i = 0; i < copies; i++) {
      requests.add(new Request(client.id, client.request(), node, command));
    }
  }

  /// Takes any message that is under way, the last one not sooner than the first.
  private void receive() {
    if (!requests.isEmpty() && (replies.isEmpty() || chance.percent(50))) {
      receive(take(requests));
    } else if (!replies.isEmpty()) {
      Reply reply = take(replies);
      if (!isQuiet && chance.percent(4)) {
        counts.lost++;
      } else {
        receive(reply);
      }
    }
  }

  private <T> T take(List<T> messages) {
    int index = chance.below(messages.size());
    T last = messages.removeLast();
    return index == messages.size() ? last : messages.set(index, last);
  }

  private void receive(Request request) {
    SimulatedNode node = nodes[request.node()];
    if (!node.isUp()) {
      return;
    }
    List<Event> atOnce = node.answerAtOnce(request.command());
    if (atOnce != null) {
      replies.add(new Reply(request.client(), request.number(), node.applied(), atOnce));
    } else if (node.isLeader()) {
      append(node, request.client(), request.number(), request.command());
    }
  }

  private void receive(Reply reply) {
    SimulatedClient client = clients.get(reply.client());
    if (client.expects(reply)) {
      auditor.replied(reply, client.acknowledgedBefore());
      acknowledged = Math.max(acknowledged, reply.position());
      client.done();
    }
  }

  // The log

  private void append(SimulatedNode leader, int client, int request, Command command) {
    leader.append(
        LogEntry.of(
            leader.lastIndex() + 1,
            leader.term(),
            leader.clockMs(trueMs),
            client,
            request,
            command));
  }

  private @Nullable SimulatedNode leader() {
    SimulatedNode leader = null;
    for (SimulatedNode node : nodes) {
      if (node.isLeader() && (leader == null || node.term() > leader.term())) {
        leader = node;
      }
    }
    return leader;
  }

  /// A leader, one of an older term too, shows its log to another node.
  private void replicate() {
    SimulatedNode leader = nodes[chance.below(nodes.length)];
    SimulatedNode follower = nodes[chance.below(nodes.length)];
    if (!leader.isLeader()) {
      return;
    }
    if (leader.id == follower.id) {
      leader.sync();
      matched[leader.id][leader.id] = leader.synced();
      commit(leader);
      return;
    }
    if (!follower.isUp() || isCutOff[leader.id] || isCutOff[follower.id]) {
      return;
    }
    if (follower.term() > leader.term()) {
      leader.follow(follower.term());
      return;
    }
    follower.follow(leader.term());
    int match = Math.min(leader.lastIndex(), follower.lastIndex());
    while (match > 0 && follower.entry(match).term() != leader.entry(match).term()) {
      match--;
    }
    int last = Math.min(leader.lastIndex(), match + 1 + chance.below(8));
    if (last > match && follower.lastIndex() > match) {
      follower.truncate(match);
      counts.truncations++;
    }
    for (int i = match + 1; i <= last; i++) {
      follower.append(leader.entry(i));
    }
    if (isQuiet || chance.percent(80)) {
      follower.sync();
    }
    matched[leader.id][follower.id] = Math.min(follower.synced(), last);
    follower.commit(Math.min(leader.committed(), last));
    commit(leader);
  }

  /// An entry of the leader's own term that a majority has on disk is committed, with all before.
  private void commit(SimulatedNode leader) {
    int index = leader.committed();
    for (int candidate : matched[leader.id]) {
      int holders = 0;
      for (int other : matched[leader.id]) {
        holders += other >= candidate ? 1 : 0;
      }
      if (2 * holders > nodes.length && candidate > index) {
        index = candidate;
      }
    }
    if (index > leader.committed() && leader.entry(index).term() == leader.term()) {
      leader.commit(index);
    }
  }

  /// A node that a majority can reach and whose log is at least as long as theirs leads.
  private void elect() {
    SimulatedNode candidate = nodes[chance.below(nodes.length)];
    if (!candidate.isUp() || isCutOff[candidate.id]) {
      return;
    }
    List<SimulatedNode> voters = new ArrayList<>();
    int term = 0;
    for (SimulatedNode node : nodes) {
      term = Math.max(term, node.term());
      boolean isReached = node.isUp() && !isCutOff[node.id];
      if (isReached && !isLonger(node, candidate)) {
        voters.add(node);
      }
    }
    if (2 * voters.size() <= nodes.length) {
      return;
    }
    counts.elections++;
    for (SimulatedNode voter : voters) {
      voter.follow(term + 1);
    }
    candidate.lead();
    Arrays.fill(matched[candidate.id], 0);
    append(candidate, LogEntry.NOBODY, 0, new Command.PassTime());
  }

  private static boolean isLonger(SimulatedNode a, SimulatedNode b) {
    return a.lastTerm() > b.lastTerm()
        || a.lastTerm() == b.lastTerm() && a.lastIndex() > b.lastIndex();
  }

  // Nodes

  private void apply(SimulatedNode node) {
    if (!node.isUp()) {
      return;
    }
    int last = Math.min(node.committed(), node.applied() + 1 + chance.below(8));
    while (node.applied() < last) {
      LogEntry entry = node.entry(node.applied() + 1);
      auditor.commit(node.id, entry);
      boolean isLeader = node.isLeader();
      List<Event> events = applyNext(node, entry);
      auditor.applied(node, entry, isLeader, events);
      if (isLeader
          && entry.client() != LogEntry.NOBODY
          && node.replies(entry.client(), entry.request())) {
        replies.add(new Reply(entry.client(), entry.request(), entry.index(), events));
      }
    }
  }

  private List<Event> applyNext(SimulatedNode node, LogEntry entry) {
    try {
      return node.applyNext(trueMs);
    } catch (RuntimeException | AssertionError e) {
      throw new SimulationFailure(
          "node " + node.id + " stopped at log position " + entry.index() + ": " + e, e);
    }
  }

  /// Begins a snapshot, or ends the one that was begun; in between the engine goes on.
  private void snapshot(SimulatedNode node) {
    if (!node.isUp()) {
      return;
    }
    if (node.isWritingSnapshot()) {
      node.endSnapshot();
      counts.snapshots++;
    } else {
      auditor.compareDigest(node);
      node.beginSnapshot();
    }
  }

  private void crash(SimulatedNode node) {
    if (!node.isUp()) {
      return;
    }
    node.crash(chance.below(3), chance.percent(70), chance.below(200));
    counts.crashes++;
  }

  private void restart(SimulatedNode node) {
    if (node.isUp()) {
      return;
    }
    try {
      if (node.restart()) {
        counts.torn++;
      }
    } catch (RuntimeException | AssertionError e) {
      throw new SimulationFailure("node " + node.id + " cannot start: " + e, e);
    }
    auditor.compareDigest(node);
  }

  // The end

  /// All faults end; every request must get its answer and every node must catch up.
  private void comeToRest() {
    isQuiet = true;
    for (SimulatedNode node : nodes) {
      restart(node);
      isCutOff[node.id] = false;
    }
    for (int i = 0; i < QUIET_STEPS_MAX; i++) {
      if (isAtRest()) {
        return;
      }
      if (leader() == null) {
        elect();
      }
      int dice = chance.below(4);
      if (dice == 0) {
        client(clients.get(chance.below(CLIENTS)));
      } else if (dice == 1) {
        receive();
      } else if (dice == 2) {
        replicate();
      } else {
        apply(nodes[chance.below(nodes.length)]);
      }
    }
    throw new SimulationFailure(unrest());
  }

  private boolean isAtRest() {
    SimulatedNode leader = leader();
    if (leader == null || clients.stream().anyMatch(SimulatedClient::isWaiting)) {
      return false;
    }
    for (SimulatedNode node : nodes) {
      if (node.applied() != leader.lastIndex() || node.lastIndex() != leader.lastIndex()) {
        return false;
      }
    }
    return true;
  }

  private String unrest() {
    for (SimulatedClient client : clients) {
      if (client.isWaiting()) {
        return "client " + client.id + ", request " + client.request() + ": no answer";
      }
    }
    return "the nodes do not come to the same log position";
  }

  private void checkEnd() {
    SimulatedNode leader = leader();
    if (leader == null) {
      throw new SimulationFailure("no leader at the end");
    }
    for (Command page : workload.everything()) {
      append(leader, LogEntry.NOBODY, 0, page);
    }
    comeToRest();
    for (SimulatedNode node : nodes) {
      auditor.checkState(node);
    }
    auditor.checkSums();
  }
}
