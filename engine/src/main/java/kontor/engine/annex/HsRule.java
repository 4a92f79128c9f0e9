package kontor.engine.annex;

/// What holds for goods whose HS code lies in a range (F05). The longest prefix wins.
///
/// @param id by which a decision names the rule
/// @param from digits of the first code or heading, such as `8456`
/// @param until digits of the last, of the same length; equal to `from` for one prefix
public record HsRule(String id, String from, String until, Verdict verdict) {

  /// The code is written to the log and never changes.
  public enum Verdict {
    ALLOWED(1),
    DENIED(2),
    NEEDS_LICENCE(3);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }
}
