package kontor.engine.state;

/// What must never be untrue. A refusal is a value for a participant; a broken invariant is a
/// bug, stops the node and is for us. The text is static, the values are fields.
public final class Invariants {

  private Invariants() {}

  public static void check(boolean holds, String text) {
    if (!holds) {
      throw new AssertionError(text);
    }
  }

  public static void check(boolean holds, String text, String name, long value) {
    if (!holds) {
      throw new AssertionError(text + ": " + name + "=" + value);
    }
  }

  /// @param fields name, value, name, value ...
  public static void check(boolean holds, String text, Object... fields) {
    if (!holds) {
      StringBuilder message = new StringBuilder(text);
      for (int i = 0; i + 1 < fields.length; i += 2) {
        message.append(i == 0 ? ": " : ", ").append(fields[i]).append('=').append(fields[i + 1]);
      }
      throw new AssertionError(message.toString());
    }
  }
}
