package kontor.engine;

/// The state of the core as a stream of bytes in canonical order: equal states give equal
/// streams, however they came about. Numbers are little-endian.
public final class Snapshot {

  private Snapshot() {}

  /// Takes the state.
  @FunctionalInterface
  public interface Sink {
    /// @param length from index 0; the sink copies
    void putBytes(byte[] bytes, int length);
  }

  /// Gives the state back, in the same order.
  @FunctionalInterface
  public interface Source {
    /// Fills the first `length` bytes.
    void getBytes(byte[] bytes, int length);
  }

  /// The state as it was when it was frozen, while the core goes on. It may be written by another
  /// thread than the core's, as often as one likes, until it is released.
  public interface Frozen {
    void writeTo(Sink sink);

    /// Lets go of what was kept for it; for the core's own thread.
    void release();
  }
}
