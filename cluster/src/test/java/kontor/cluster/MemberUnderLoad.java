package kontor.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kontor.engine.Command;
import kontor.engine.Event.TransfersPosted;

/// A process with one member, which posts transfers by its own client and tells on its standard
/// output, a line each:
///
/// | line | means |
/// | --- | --- |
/// | `role LEADER` | what the member is now; also `FOLLOWER` and `ELECTING` |
/// | `ok FIRST COUNT POSITION CREATED` | acknowledged |
/// | `unknown FIRST COUNT` | nobody knows |
/// | `refused FIRST COUNT` | never reached the log |
/// | `applied POSITION` | how far it has applied the log |
/// | `idle POSITION` | told to end its load, it has nothing under way; its last answer's position |
///
/// Each line ends with a dot. A line on its standard input ends the load, another one the process.
/// A node that stops by itself ends the process too, as `kontor run` does.
final class MemberUnderLoad {

  static final int ACCOUNTS = 50;
  static final int STOPPED_EXIT_CODE = 3;
  private static final int IN_FLIGHT = 8;
  private static final long PAUSE_NS = 1_000_000;
  private static final long REFUSED_PAUSE_NS = 20_000_000;
  private static final long WATCH_NS = 2_000_000;
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(60);

  private final SettlementNode node;
  private final Thread[] loads = new Thread[IN_FLIGHT];
  private volatile boolean stopping;
  private long nextId;

  private MemberUnderLoad(SettlementNode node, long firstId) {
    this.node = node;
    this.nextId = firstId;
  }

  /// @param args folder, number of the member, first id, leader's silence and election in ms, then
  ///     `host:port` of each member
  public static void main(String[] args) throws Exception {
    List<Membership.Member> members = new ArrayList<>();
    for (int i = 5; i < args.length; i++) {
      int colon = args[i].lastIndexOf(':');
      members.add(
          new Membership.Member(
              i - 5, args[i].substring(0, colon), Integer.parseInt(args[i].substring(colon + 1))));
    }
    Membership membership =
        new Membership(
            Integer.parseInt(args[1]),
            members,
            new Membership.Timeouts(Integer.parseInt(args[3]), Integer.parseInt(args[4])),
            Membership.Network.DEFAULT);
    try (SettlementNode node =
        SettlementNode.start(Nodes.config(Path.of(args[0])).withMembership(membership))) {
      new MemberUnderLoad(node, Long.parseLong(args[2])).run();
    }
  }

  private void run() throws Exception {
    Thread.ofPlatform().daemon().start(this::watch);
    openAccounts();
    for (int i = 0; i < IN_FLIGHT; i++) {
      loads[i] = Thread.ofPlatform().daemon().start(this::load);
    }
    System.in.read();
    stopping = true;
    for (Thread load : loads) {
      load.join();
    }
    say("idle " + node.client().answeredPosition());
    System.in.read();
  }

  private void openAccounts() {
    while (true) {
      try {
        Nodes.send(node, Nodes.accounts(ACCOUNTS));
        return;
      } catch (NotAcceptedException | OutcomeUnknownException e) {
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }

  private void watch() {
    Health.Role roleBefore = null;
    long appliedBefore = -1;
    while (true) {
      Health health = node.health();
      if (health.state() == Health.State.STOPPED && !health.reason().equals(HealthBoard.CLOSED)) {
        System.err.println(health.reason());
        Runtime.getRuntime().halt(STOPPED_EXIT_CODE);
      }
      Health.Role role = health.standing().role();
      if (role != roleBefore) {
        say("role " + role);
        roleBefore = role;
      }
      if (health.logPosition() != appliedBefore) {
        appliedBefore = health.logPosition();
        say("applied " + appliedBefore);
      }
      LockSupport.parkNanos(WATCH_NS);
    }
  }

  private void load() {
    SplittableRandom random = new SplittableRandom(nextId);
    while (!stopping) {
      int count = random.nextInt(10) == 0 ? 400 : 1 + random.nextInt(5);
      long first = take(count);
      String batch = first + " " + count;
      Command command = Nodes.transfers(first, count, ACCOUNTS);
      try {
        Reply reply = node.client().sendAndWait(command, ANSWER_WAIT);
        TransfersPosted posted = (TransfersPosted) reply.events().getLast().event();
        say("ok " + batch + " " + reply.position() + " " + posted.results().created());
      } catch (NotAcceptedException e) {
        say("refused " + batch);
        LockSupport.parkNanos(REFUSED_PAUSE_NS);
      } catch (OutcomeUnknownException | TimeoutException e) {
        say("unknown " + batch);
      }
    }
  }

  private synchronized long take(int count) {
    long first = nextId;
    nextId += count;
    return first;
  }

  private static synchronized void say(String line) {
    System.out.println(line + ".");
    System.out.flush();
  }
}
