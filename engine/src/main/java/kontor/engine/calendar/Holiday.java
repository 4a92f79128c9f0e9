package kontor.engine.calendar;

/// A day on which a country does not settle, or only in the morning.
///
/// @param day days since 1970-01-01
/// @param declaredOnDay when it became known; {@link #ALWAYS_KNOWN} if the calendar was signed
///     with it
public record Holiday(int day, Length length, int declaredOnDay, String name) {

  public static final int ALWAYS_KNOWN = Integer.MIN_VALUE;

  /// The code is written to the log and never changes.
  public enum Length {
    FULL(1),
    /// A business day on which moments of the grid come earlier.
    HALF(2);

    private final int code;

    Length(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }
}
