package kontor.server.console;

import java.util.Map;
import kontor.engine.Event;
import org.jspecify.annotations.Nullable;

/// A form by which two persons bring a party's word to the log, as the reader has filled it in.
///
/// @param number of the proposal that it is about; 0 of none
/// @param values what was written into its fields, by name
/// @param fault key of what is wrong with what was written; empty if nothing is
/// @param refused why the engine does not make the change; null if it was not asked, or made it
/// @param isDone whether the change was made just now
record ChangeForm(
    int number,
    Map<String, String> values,
    String fault,
    Event.@Nullable GovernanceRefused refused,
    boolean isDone) {

  static final ChangeForm EMPTY = new ChangeForm(0, Map.of(), "", null, false);
  static final ChangeForm DONE = new ChangeForm(0, Map.of(), "", null, true);

  /// What a party can say.
  enum Step {
    AGREE,
    SIGN,
    SIGN_ANNEX,
    RATIFY,
    SUSPEND,
    RESUME,
    TERMINATE,
    APPROVE,
    DECLINE
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  boolean isAnswered() {
    return isDone || refused != null || !fault.isEmpty();
  }
}
