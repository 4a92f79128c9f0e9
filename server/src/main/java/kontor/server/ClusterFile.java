package kontor.server;

import java.nio.file.Path;
import java.util.List;
import kontor.cluster.Membership;
import kontor.cluster.Retention;
import org.jspecify.annotations.Nullable;

/// The file that names the members of a cluster, the same on all of their machines.
///
/// @param data folder of a member; `{member}` in it stands for its number
public record ClusterFile(
    String data,
    Retention retention,
    Membership.Timeouts timeouts,
    Membership.Network network,
    List<Entry> members) {

  static final String MEMBER_MARK = "{member}";

  /// @param httpPort where the member's own server listens, at the member's host
  public record Entry(Membership.Member member, int httpPort) {}

  /// @param file null if there are faults
  /// @param faults each `file:line: what is wrong and what is allowed`
  public record Result(@Nullable ClusterFile file, List<String> faults) {
    public Result {
      faults = List.copyOf(faults);
    }
  }

  public ClusterFile {
    members = List.copyOf(members);
  }

  public static Result read(Path file) {
    return new ClusterFileReader(file).read();
  }

  public boolean hasMember(int memberId) {
    return memberId >= 0 && memberId < members.size();
  }

  /// How the server of one member runs.
  public ServerConfig of(int memberId) {
    Entry self = members.get(memberId);
    Membership membership =
        new Membership(
            memberId, members.stream().map(Entry::member).toList(), timeouts, network);
    return ServerConfig.of(Path.of(data.replace(MEMBER_MARK, String.valueOf(memberId))))
        .withHttp(new ServerConfig.Http(self.member().host(), self.httpPort()))
        .withRetention(retention)
        .withMembership(membership);
  }
}
