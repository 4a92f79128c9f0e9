package kontor.cluster;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;

/// Members on this machine, in this process, each with its own folder, threads and ports: whole
/// nodes that speak over loopback. To measure with and to try out; they die together.
public final class LocalCluster implements AutoCloseable {

  private static final int FIRST_PORT = 21_000;
  private static final int LAST_PORT = 30_000;
  private static final long POLL_NS = 2_000_000;

  private final List<SettlementNode> nodes = new ArrayList<>();

  private LocalCluster() {}

  /// Starts them; each has the folder of its number in the given one.
  ///
  /// @param count three or five
  public static LocalCluster start(Path dir, int count, NodeSizes sizes) {
    LocalCluster cluster = new LocalCluster();
    List<Membership.Member> members = membersOnLoopback(count);
    try {
      for (int i = 0; i < count; i++) {
        Membership membership =
            new Membership(
                i, members, Membership.Timeouts.DEFAULT, Membership.Network.LOOPBACK);
        cluster.nodes.add(
            SettlementNode.start(
                NodeConfig.of(folder(dir, i)).withSizes(sizes).withMembership(membership)));
      }
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /// The folder of a member.
  public static Path folder(Path dir, int memberId) {
    return dir.resolve(String.valueOf(memberId));
  }

  /// Members with ports that are free now.
  static List<Membership.Member> membersOnLoopback(int count) {
    List<Membership.Member> members = new ArrayList<>();
    int start = FIRST_PORT + (int) (ProcessHandle.current().pid() * 97 % 4_000);
    for (int port = start; members.size() < count; port += Membership.PORTS) {
      if (port > LAST_PORT) {
        throw new IllegalStateException("no free ports up to " + LAST_PORT);
      }
      if (isFree(port)) {
        members.add(new Membership.Member(members.size(), "127.0.0.1", port));
      }
    }
    return members;
  }

  private static boolean isFree(int basePort) {
    for (int i = 0; i < Membership.PORTS; i++) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), basePort + i);
      try (DatagramSocket socket = new DatagramSocket(address)) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (SocketException e) {
        return false;
      }
    }
    return true;
  }

  public List<SettlementNode> nodes() {
    return List.copyOf(nodes);
  }

  /// Waits until one leads and every client has found it.
  ///
  /// @return the leader
  /// @throws IllegalStateException if none does in time
  public SettlementNode awaitLeader(Duration wait) {
    long deadlineNs = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() - deadlineNs < 0) {
      if (nodes.stream().allMatch(n -> n.health().isAccepting())) {
        for (SettlementNode node : nodes) {
          if (node.health().standing().role() == Health.Role.LEADER) {
            return node;
          }
        }
      }
      LockSupport.parkNanos(POLL_NS);
    }
    throw new IllegalStateException("no leader within " + wait);
  }

  @Override
  public void close() {
    CloseHelper.closeAll(nodes);
    nodes.clear();
  }
}
