package kontor.server.gateway;

import java.util.Collection;
import kontor.iso20022.MessageVersion;
import org.jspecify.annotations.Nullable;

/// Numbers of message versions as they stand in the log; they never change.
public final class MessageKind {

  public static final int UNKNOWN = 0;

  private MessageKind() {}

  static int of(@Nullable MessageVersion version) {
    if (version == null) {
      return UNKNOWN;
    }
    return switch (version) {
      case PACS_008_001_08 -> 8_08;
      case PACS_008_001_12 -> 8_12;
      case PACS_008_001_13 -> 8_13;
      case PACS_009_001_08 -> 9_08;
      case PACS_009_001_12 -> 9_12;
      case PACS_002_001_10 -> 2_10;
      case PACS_002_001_15 -> 2_15;
      case CAMT_054_001_08 -> 54_08;
      case ADMI_002_001_01 -> 1002_01;
      case HEAD_001_001_01 -> 1_01;
      case HEAD_001_001_02 -> 1_02;
      case HEAD_001_001_03 -> 1_03;
      case HEAD_001_001_04 -> 1_04;
    };
  }

  /// What is known of a message by its schema.
  public enum Validity {
    VALID,
    INVALID,
    /// The version is not one that is read, so there is no schema to judge by.
    UNKNOWN
  }

  /// The verdict of an answer on the message that it answers.
  public static Validity validity(Answer answer) {
    return validity(
        answer.reasons().stream().map(Answer.Reason::rule).toList(),
        MessageVersion.ofIdentifier(answer.originalName()));
  }

  /// @param rules those that the message breaks as a whole
  /// @param version of the message; null if it is not one that is read
  public static Validity validity(
      Collection<String> rules, @Nullable MessageVersion version) {
    if (rules.contains("V01") || rules.contains("V03")) {
      return Validity.INVALID;
    }
    return version == null ? Validity.UNKNOWN : Validity.VALID;
  }

  /// The name of a version by its number, for people; `unknown` for what was not understood.
  public static String name(int kind) {
    for (MessageVersion version : MessageVersion.values()) {
      if (of(version) == kind) {
        return version.identifier();
      }
    }
    return "unknown";
  }
}
