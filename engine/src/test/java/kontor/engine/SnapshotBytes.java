package kontor.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import kontor.engine.state.Bounds;

/// A snapshot in memory.
final class SnapshotBytes {

  private SnapshotBytes() {}

  static byte[] of(Engine engine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    engine.writeTo((bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  static Engine restore(byte[] snapshot, Bounds bounds) {
    ByteBuffer in = ByteBuffer.wrap(snapshot);
    return Engine.readFrom((bytes, length) -> in.get(bytes, 0, length), bounds);
  }
}
