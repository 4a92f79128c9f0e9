package kontor.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import kontor.engine.state.Bounds;

/// A snapshot in memory.
final class SnapshotBytes {

  private SnapshotBytes() {}

  static byte[] of(Engine engine) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    engine.writeTo(
        new Snapshot.Sink() {
          @Override
          public void putInt(int value) {
            run(() -> out.writeInt(value));
          }

          @Override
          public void putLong(long value) {
            run(() -> out.writeLong(value));
          }

          @Override
          public void putBytes(byte[] from, int length) {
            run(() -> out.write(from, 0, length));
          }
        });
    return bytes.toByteArray();
  }

  static Engine restore(byte[] bytes, Bounds bounds) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    return Engine.readFrom(
        new Snapshot.Source() {
          @Override
          public int getInt() {
            int[] value = new int[1];
            run(() -> value[0] = in.readInt());
            return value[0];
          }

          @Override
          public long getLong() {
            long[] value = new long[1];
            run(() -> value[0] = in.readLong());
            return value[0];
          }

          @Override
          public void getBytes(byte[] to, int length) {
            run(() -> in.readFully(to, 0, length));
          }
        },
        bounds);
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void run(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
