package kontor.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import kontor.engine.Engine;
import kontor.engine.Snapshot;

/// A snapshot in memory.
final class SnapshotBytes {

  private SnapshotBytes() {}

  static byte[] of(Snapshot.Frozen state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.writeTo((bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  static Engine restore(byte[] snapshot) {
    ByteBuffer in = ByteBuffer.wrap(snapshot);
    return Engine.readFrom((bytes, length) -> in.get(bytes, 0, length));
  }
}
