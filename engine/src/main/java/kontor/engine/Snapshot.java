package kontor.engine;

/// The state of the core as a stream of primitives in canonical order: equal states give equal
/// streams, however they came about.
public final class Snapshot {

  private Snapshot() {}

  /// Takes the state.
  public interface Sink {
    void putInt(int value);

    void putLong(long value);

    /// @param length from index 0; the sink copies
    void putBytes(byte[] bytes, int length);
  }

  /// Gives the state back, in the same order.
  public interface Source {
    int getInt();

    long getLong();

    /// Fills the first `length` bytes.
    void getBytes(byte[] bytes, int length);
  }
}
