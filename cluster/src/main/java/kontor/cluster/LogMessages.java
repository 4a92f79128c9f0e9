package kontor.cluster;

import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/// Checks that each message of the log is whole.
final class LogMessages implements RecordingCheck.Messages {

  /// Whose log it is.
  enum Owner {
    NODE_ALONE,
    MEMBER
  }

  private final Owner owner;
  private final NewLeadershipTermEventDecoder leadership = new NewLeadershipTermEventDecoder();

  LogMessages(Owner owner) {
    this.owner = owner;
  }

  @Override
  public @Nullable String onMessage(
      RecordingCheck check, DirectBuffer buffer, int offset, int length, long endPosition) {
    if (!ClusterMessages.isOfCluster(buffer, offset, length)) {
      return "entry is not of the cluster";
    }
    int template = ClusterMessages.templateId(buffer, offset);
    int block = ClusterMessages.blockLength(buffer, offset);
    int body = offset + ClusterMessages.HEADER_BYTES;
    if (template == SessionMessageHeaderDecoder.TEMPLATE_ID) {
      int before = ClusterMessages.HEADER_BYTES + block;
      return LogApplier.isWhole(buffer, offset + before, length - before)
          ? null
          : "length of a command is not what it says";
    }
    if (!ClusterMessages.isWhole(buffer, offset, length)) {
      return "length of an entry is not what it says";
    }
    if (template == NewLeadershipTermEventDecoder.TEMPLATE_ID) {
      leadership.wrap(buffer, body, block, ClusterMessages.version(buffer, offset));
      check.session(leadership.logSessionId());
    }
    return null;
  }

  /// A killed node leaves a command without its end; the next one begins with its term.
  @Override
  public boolean mayFollowUnfinished(DirectBuffer buffer, int offset, int length) {
    return ClusterMessages.isOfCluster(buffer, offset, length)
        && ClusterMessages.templateId(buffer, offset) == NewLeadershipTermEventDecoder.TEMPLATE_ID;
  }

  /// A member that is stopped while others write has had what came by then, and only whole
  /// messages are ever applied or acknowledged. The next term goes on behind what it has.
  @Override
  public boolean mayEndUnfinished() {
    return true;
  }

  /// What a member missed comes from another one's archive, in a session of its own or in that of a
  /// later leader. The session of padding means nothing: nobody reads it.
  @Override
  public boolean paddingMayBeOfAnySession() {
    return owner == Owner.MEMBER;
  }
}
