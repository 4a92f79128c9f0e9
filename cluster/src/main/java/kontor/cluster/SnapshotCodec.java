package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.zip.CRC32C;
import kontor.engine.Engine;
import kontor.engine.Snapshot;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/// The state as a row of messages: chunks of at most {@link #CHUNK_BYTES} of the core's stream,
/// then an end with the length and CRC of the whole stream. Each starts with its length in 4
/// bytes, version, kind and two zero bytes. The stream itself starts with what the service keeps
/// beside the core: log time, and the instant for which a timer stands.
///
/// They lie in a file of {@link StateFiles}. In the cluster's own snapshot there is one message, a
/// mark with the log position that the file is named by.
final class SnapshotCodec {

  static final int VERSION = 2;
  static final int CHUNK_BYTES = 128 << 10;

  private static final int HEADER_BYTES = 8;
  private static final int VERSION_OFFSET = 4;
  private static final int KIND_OFFSET = 5;
  private static final byte CHUNK = 1;
  private static final byte END = 2;
  private static final byte MARK = 3;
  private static final int MARK_BYTES = HEADER_BYTES + Long.BYTES;
  private static final int END_BYTES = HEADER_BYTES + 2 * Long.BYTES;

  private SnapshotCodec() {}

  /// @param timerMs instant for which the cluster keeps a timer, or `Long.MAX_VALUE`
  record State(Engine engine, long timeMs, long timerMs) {}

  /// The state as it was, to be written by another thread.
  ///
  /// @param timerMs instant for which the cluster keeps a timer, or `Long.MAX_VALUE`
  record FrozenState(Snapshot.Frozen engine, long timeMs, long timerMs) {}

  /// Takes messages.
  @FunctionalInterface
  interface MessagesOut {
    void send(DirectBuffer buffer, int length);
  }

  /// Gives messages back.
  interface MessagesIn {
    /// Hands the next message to `handler`; throws {@link IllegalStateException} if there is none.
    void next(Handler handler);

    /// Sees one message.
    interface Handler {
      void onMessage(DirectBuffer buffer, int offset, int length);
    }
  }

  /// Whether a message is as long as it says.
  static boolean isWhole(DirectBuffer buffer, int offset, int length) {
    return length >= HEADER_BYTES && buffer.getInt(offset, LITTLE_ENDIAN) == length;
  }

  static DirectBuffer mark(long logPosition) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[MARK_BYTES]);
    buffer.putInt(0, MARK_BYTES, LITTLE_ENDIAN);
    buffer.putByte(VERSION_OFFSET, (byte) VERSION);
    buffer.putByte(KIND_OFFSET, MARK);
    buffer.putLong(HEADER_BYTES, logPosition, LITTLE_ENDIAN);
    return buffer;
  }

  /// @throws IllegalStateException if the message is not a mark
  static long readMark(DirectBuffer buffer, int offset, int length) {
    if (length != MARK_BYTES
        || buffer.getByte(offset + VERSION_OFFSET) != VERSION
        || buffer.getByte(offset + KIND_OFFSET) != MARK) {
      throw new IllegalStateException("snapshot is of another version");
    }
    return buffer.getLong(offset + HEADER_BYTES, LITTLE_ENDIAN);
  }

  static void write(FrozenState state, MessagesOut out) {
    Writer writer = new Writer(out);
    UnsafeBuffer own = new UnsafeBuffer(new byte[2 * Long.BYTES]);
    own.putLong(0, state.timeMs, LITTLE_ENDIAN);
    own.putLong(Long.BYTES, state.timerMs, LITTLE_ENDIAN);
    writer.putBytes(own.byteArray(), own.capacity());
    state.engine.writeTo(writer);
    writer.end();
  }

  static State read(MessagesIn in) {
    Reader reader = new Reader(in);
    UnsafeBuffer own = new UnsafeBuffer(new byte[2 * Long.BYTES]);
    reader.getBytes(own.byteArray(), own.capacity());
    long timeMs = own.getLong(0, LITTLE_ENDIAN);
    long timerMs = own.getLong(Long.BYTES, LITTLE_ENDIAN);
    Engine engine = Engine.readFrom(reader);
    reader.end();
    return new State(engine, timeMs, timerMs);
  }

  private static final class Writer implements Snapshot.Sink {
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final UnsafeBuffer buffer = new UnsafeBuffer(chunk);
    private final CRC32C crc = new CRC32C();
    private final MessagesOut out;
    private int position = HEADER_BYTES;
    private long length;

    Writer(MessagesOut out) {
      this.out = out;
    }

    @Override
    public void putBytes(byte[] bytes, int count) {
      int done = 0;
      while (done < count) {
        if (position == CHUNK_BYTES) {
          sendChunk();
        }
        int step = Math.min(count - done, CHUNK_BYTES - position);
        buffer.putBytes(position, bytes, done, step);
        position += step;
        done += step;
      }
    }

    private void sendChunk() {
      crc.update(chunk, HEADER_BYTES, position - HEADER_BYTES);
      length += position - HEADER_BYTES;
      send(CHUNK);
    }

    private void send(byte kind) {
      buffer.putInt(0, position, LITTLE_ENDIAN);
      buffer.putInt(VERSION_OFFSET, 0, LITTLE_ENDIAN);
      buffer.putByte(VERSION_OFFSET, (byte) VERSION);
      buffer.putByte(KIND_OFFSET, kind);
      out.send(buffer, position);
      position = HEADER_BYTES;
    }

    void end() {
      sendChunk();
      buffer.putLong(HEADER_BYTES, length, LITTLE_ENDIAN);
      buffer.putLong(HEADER_BYTES + Long.BYTES, crc.getValue(), LITTLE_ENDIAN);
      position = END_BYTES;
      send(END);
    }
  }

  private static final class Reader implements Snapshot.Source, MessagesIn.Handler {
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final UnsafeBuffer buffer = new UnsafeBuffer(chunk);
    private final CRC32C crc = new CRC32C();
    private final MessagesIn in;
    private int position;
    private int limit;
    private long length;

    Reader(MessagesIn in) {
      this.in = in;
    }

    @Override
    public void getBytes(byte[] bytes, int count) {
      int done = 0;
      while (done < count) {
        need();
        int step = Math.min(count - done, limit - position);
        buffer.getBytes(position, bytes, done, step);
        position += step;
        done += step;
      }
    }

    private void need() {
      if (position == limit) {
        in.next(this);
        require(buffer.getByte(KIND_OFFSET) == CHUNK);
        crc.update(chunk, HEADER_BYTES, limit - HEADER_BYTES);
        length += limit - HEADER_BYTES;
      }
    }

    @Override
    public void onMessage(DirectBuffer source, int offset, int size) {
      require(size >= HEADER_BYTES && size <= CHUNK_BYTES);
      require(source.getInt(offset, LITTLE_ENDIAN) == size);
      require(source.getByte(offset + VERSION_OFFSET) == VERSION);
      require(source.getShort(offset + KIND_OFFSET + 1, LITTLE_ENDIAN) == 0);
      source.getBytes(offset, chunk, 0, size);
      position = HEADER_BYTES;
      limit = size;
    }

    void end() {
      require(position == limit);
      in.next(this);
      require(limit == END_BYTES && buffer.getByte(KIND_OFFSET) == END);
      require(buffer.getLong(HEADER_BYTES, LITTLE_ENDIAN) == length);
      require(buffer.getLong(HEADER_BYTES + Long.BYTES, LITTLE_ENDIAN) == crc.getValue());
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new IllegalStateException("snapshot is damaged");
      }
    }
  }
}
