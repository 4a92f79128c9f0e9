package kontor.engine.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kontor.engine.Snapshot;

/// A state that was frozen: what is small as bytes, what is large as parts that its owners promise
/// not to change before {@link #release}.
public final class FrozenState implements Snapshot.Frozen, Snapshot.Sink {

  /// A large part of the state.
  public interface Part {
    void writeTo(Snapshot.Sink sink);

    void release();
  }

  private static final int BYTES_AT_FIRST = 1 << 10;

  /// Bytes, length after length, with the parts between them.
  private final List<Object> pieces = new ArrayList<>();

  private byte[] bytes = new byte[BYTES_AT_FIRST];
  private int length;

  /// Writes state into it.
  @Override
  public void putBytes(byte[] from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  void putPart(Part part) {
    endBytes();
    pieces.add(part);
  }

  private void endBytes() {
    if (length > 0) {
      pieces.add(Arrays.copyOf(bytes, length));
      length = 0;
    }
  }

  /// Nothing more is written into it.
  public FrozenState whole() {
    endBytes();
    bytes = new byte[0];
    return this;
  }

  @Override
  public void writeTo(Snapshot.Sink sink) {
    for (Object piece : pieces) {
      if (piece instanceof Part part) {
        part.writeTo(sink);
      } else if (piece instanceof byte[] small) {
        sink.putBytes(small, small.length);
      }
    }
  }

  @Override
  public void release() {
    for (Object piece : pieces) {
      if (piece instanceof Part part) {
        part.release();
      }
    }
  }
}
