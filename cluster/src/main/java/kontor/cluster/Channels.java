package kontor.cluster;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ways between the parts of a node, and between members. A node alone uses shared memory and
/// no network at all.
///
/// | port | at a member |
/// | --- | --- |
/// | base | commands of clients |
/// | + 1 | votes, heartbeats, positions |
/// | + 2 | the log from the leader |
/// | + 3 | what a member missed, from the leader's archive |
/// | + 4 | requests to the archive |
/// | + 5 | answers of other members' archives |
/// | + 6 | copies of recordings |
/// | + 7 | answers to this member's client |
///
/// @param members as the consensus module reads it
/// @param ingressEndpoints of all members for their clients; null if alone
/// @param archiveControl where other members ask for recordings; null if alone
/// @param archiveReplication where other members' archives answer this one
record Channels(
    String members,
    String ingress,
    @Nullable String ingressEndpoints,
    String egress,
    String log,
    String replication,
    @Nullable String archiveControl,
    String archiveReplication) {

  private static final int CLIENTS = 0;
  private static final int CONSENSUS = 1;
  private static final int LOG = 2;
  private static final int CATCH_UP = 3;
  private static final int ARCHIVE = 4;
  private static final int ARCHIVE_ANSWERS = 5;
  private static final int REPLICATION = 6;
  private static final int ANSWERS = 7;

  private static final String NOWHERE = "localhost:0";

  /// The log waits for its slowest reader, but for one that says nothing only so long: it gets
  /// what it missed from the archive.
  private static final String LOG_FLOW_CONTROL = "min,t:500ms";

  private static final int SMALL_TERM_BYTES = 64 << 10;

  static Channels alone(int termBytes) {
    String ipc = ipc(termBytes);
    String unused = "aeron:udp?endpoint=" + NOWHERE;
    String member = "0" + ("," + NOWHERE).repeat(5);
    return new Channels(member, ipc, null, ipc, ipc, unused, null, unused);
  }

  static String ipc(int termBytes) {
    return new ChannelUriStringBuilder()
        .media(CommonContext.IPC_MEDIA)
        .termLength(termBytes)
        .mtu(SettlementNode.MTU_BYTES)
        .build();
  }

  /// Of a standby, which has the same ports but neither orders nor votes.
  ///
  /// @param members where their votes and positions go, which also answer who asks for a copy
  /// @param consensus where they answer
  /// @param catchUp where the log comes in
  /// @param archiveControl where its own archive listens, for the answers of others' archives
  /// @param archiveAnswers of the member's archive to the standby itself
  record OfStandby(
      String members,
      String consensus,
      String catchUp,
      String archiveControl,
      String archiveReplication,
      String archiveAnswers) {

    static OfStandby of(Membership.Member self, List<Membership.Member> members) {
      return new OfStandby(
          members.stream().map(m -> at(m, CONSENSUS)).collect(Collectors.joining(",")),
          small().endpoint(at(self, CONSENSUS)).build(),
          at(self, CATCH_UP),
          small().endpoint(at(self, ARCHIVE)).build(),
          small().endpoint(at(self, ARCHIVE_ANSWERS)).build(),
          small().endpoint(at(self, ANSWERS)).build());
    }
  }

  static Channels between(Membership membership, int termBytes) {
    Membership.Member self = membership.self();
    int datagramBytes = membership.network().datagramBytes();
    return new Channels(
        membership.members().stream().map(Channels::endpoints).collect(Collectors.joining("|")),
        udp(termBytes, datagramBytes).build(),
        membership.members().stream()
            .map(m -> m.id() + "=" + at(m, CLIENTS))
            .collect(Collectors.joining(",")),
        udp(termBytes, datagramBytes).endpoint(at(self, ANSWERS)).build(),
        udp(termBytes, datagramBytes).flowControl(LOG_FLOW_CONTROL).build(),
        "aeron:udp?endpoint=" + at(self, REPLICATION),
        small().endpoint(at(self, ARCHIVE)).build(),
        small().endpoint(at(self, ARCHIVE_ANSWERS)).build());
  }

  private static String endpoints(Membership.Member member) {
    return String.join(
        ",",
        String.valueOf(member.id()),
        at(member, CLIENTS),
        at(member, CONSENSUS),
        at(member, LOG),
        at(member, CATCH_UP),
        at(member, ARCHIVE));
  }

  private static String at(Membership.Member member, int port) {
    return member.host() + ":" + (member.basePort() + port);
  }

  /// Short messages fit a datagram of any network.
  private static ChannelUriStringBuilder small() {
    return udp(SMALL_TERM_BYTES, Membership.Network.ETHERNET_DATAGRAM_BYTES);
  }

  private static ChannelUriStringBuilder udp(int termBytes, int datagramBytes) {
    return new ChannelUriStringBuilder()
        .media(CommonContext.UDP_MEDIA)
        .termLength(termBytes)
        .mtu(datagramBytes);
  }
}
