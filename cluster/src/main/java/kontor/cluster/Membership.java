package kontor.cluster;

import java.util.List;

/// The members that keep one log together, and which of them this node is. Every member has the
/// same list; nothing in here can change a decision of the core.
///
/// @param memberId the number of this node
/// @param members three or five, in the order of their numbers, which are 0, 1, 2 and so on
public record Membership(
    int memberId, List<Member> members, Timeouts timeouts, Network network) {

  /// A member uses so many ports from its base port on.
  public static final int PORTS = 8;

  /// One machine's part.
  ///
  /// @param host name or address by which the others reach it
  /// @param basePort first of its {@link #PORTS} ports of UDP
  public record Member(int id, String host, int basePort) {

    public Member {
      if (host.isBlank() || host.contains(",") || host.contains("|")) {
        throw new IllegalArgumentException("a member has the name or the address of a host");
      }
      if (basePort < 1 || basePort + PORTS > 65_536) {
        throw new IllegalArgumentException("a base port is from 1 to " + (65_536 - PORTS));
      }
    }
  }

  /// How long members wait for each other.
  ///
  /// @param leaderSilentMs after so long without a word from the leader the others elect anew.
  ///     Longer than the longest pause of a machine that is well
  /// @param electionMs how long a candidate waits for votes. At least two round trips
  public record Timeouts(int leaderSilentMs, int electionMs) {

    public static final int LEADER_SILENT_MS_MIN = 200;
    public static final int ELECTION_MS_MIN = 100;
    public static final int MS_MAX = 60_000;

    /// With these a cluster in one region commits again within two seconds of a leader's death.
    public static final Timeouts DEFAULT = new Timeouts(800, 300);

    public Timeouts {
      if (leaderSilentMs < LEADER_SILENT_MS_MIN || leaderSilentMs > MS_MAX) {
        throw new IllegalArgumentException(
            "a leader is silent for " + LEADER_SILENT_MS_MIN + " to " + MS_MAX + " ms");
      }
      if (electionMs < ELECTION_MS_MIN || electionMs > MS_MAX) {
        throw new IllegalArgumentException(
            "an election lasts " + ELECTION_MS_MIN + " to " + MS_MAX + " ms");
      }
    }
  }

  /// What the network between the members bears.
  ///
  /// @param datagramBytes the largest datagram. What a network carries in one piece (1408 fits
  ///     Ethernet everywhere); on loopback larger ones cost less
  /// @param windowBytes how much may be under way to a member before it says that its disk has it.
  ///     At least what the network carries in a round trip and a sync of the disk together; the
  ///     system may grant less, see {@link ReceiveWindow}
  public record Network(int datagramBytes, int windowBytes) {

    public static final int ETHERNET_DATAGRAM_BYTES = 1408;
    public static final int DATAGRAM_BYTES_MIN = 512;
    public static final int DATAGRAM_BYTES_MAX = 32 << 10;
    public static final int DATAGRAM_BYTES_STEP = 32;

    public static final int WINDOW_BYTES_MIN = 128 << 10;
    public static final int WINDOW_BYTES_MAX = 16 << 20;

    /// 4 MiB: a network of 1 Gbit/s with round trips of 30 ms, or 80 MB/s if a sync takes 50 ms.
    public static final int USUAL_WINDOW_BYTES = 4 << 20;

    public static final Network DEFAULT =
        new Network(ETHERNET_DATAGRAM_BYTES, USUAL_WINDOW_BYTES);

    /// Members on one machine.
    public static final Network LOOPBACK = new Network(DATAGRAM_BYTES_MAX, USUAL_WINDOW_BYTES);

    public Network {
      if (datagramBytes < DATAGRAM_BYTES_MIN
          || datagramBytes > DATAGRAM_BYTES_MAX
          || datagramBytes % DATAGRAM_BYTES_STEP != 0) {
        throw new IllegalArgumentException("a datagram has " + datagramBytes + " bytes");
      }
      if (windowBytes < WINDOW_BYTES_MIN || windowBytes > WINDOW_BYTES_MAX) {
        throw new IllegalArgumentException("a window has " + windowBytes + " bytes");
      }
    }
  }

  public Membership {
    members = List.copyOf(members);
    if (members.size() != 3 && members.size() != 5) {
      throw new IllegalArgumentException("a cluster has three or five members");
    }
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).id() != i) {
        throw new IllegalArgumentException("members are numbered 0, 1, 2 and so on, in order");
      }
    }
    if (memberId < 0 || memberId >= members.size()) {
      throw new IllegalArgumentException("no member has the number " + memberId);
    }
  }

  Member self() {
    return members.get(memberId);
  }
}
