package kontor.iso20022;

import java.util.List;

/// Everything that can be said about one message by itself, for somebody who prepares messages:
/// faults of form, of schema and of the rules of every stage at once.
public final class MessageCheck {
  private MessageCheck() {}

  /// All faults of a message of any supported kind; empty if there are none.
  public static List<Violation> check(byte[] bytes, Profile profile) {
    Parsed parsed = MessageReader.read(bytes, profile.limits());
    return parsed.violations().isEmpty()
        ? Rules.checkAll(parsed, profile)
        : parsed.violations();
  }
}
