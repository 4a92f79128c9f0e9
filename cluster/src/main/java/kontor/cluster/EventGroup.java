package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.function.Consumer;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/// Events of one command as they travel together: in a reply, and in the journal.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 4 | length of the whole group |
/// | 4 | 1 | version |
/// | 5 | 1 | 1 if no group of the same command follows, else 0 |
/// | 6 | 2 | 0 |
/// | 8 | 8 | sequence number of the client in a reply, 0 in the journal |
/// | 16 | 8 | log position of the command |
/// | 24 | 8 | log time of the command |
/// | 32 | 4 | index of the first event among those of the command |
/// | 36 | 4 | count of events |
/// | 40 | | each event: length in 4 bytes, then its bytes |
///
/// A command with many events makes several groups, each of about {@link #GROUP_BYTES}.
final class EventGroup {

  static final int VERSION = 1;

  /// A group is sent off when it has so many bytes; one event more may come on top.
  static final int GROUP_BYTES = 256 << 10;

  static final int HEADER_BYTES = 40;

  private static final int LAST_OFFSET = 5;
  private static final int FIRST_INDEX_OFFSET = 32;
  private static final int COUNT_OFFSET = 36;

  private EventGroup() {}

  /// Takes finished groups.
  interface Out {
    void send(DirectBuffer buffer, int length);
  }

  /// Gathers the events of one command after the other into groups.
  static final class Writer {
    private final FieldWriter fields = new FieldWriter(GROUP_BYTES + (16 << 10));
    private final Out out;
    private int index;
    private int count;

    Writer(Out out) {
      this.out = out;
    }

    void start(long sequence, long position, long timestampMs) {
      index = 0;
      count = 0;
      fields.position(0);
      fields.int32(0);
      fields.int8(VERSION);
      fields.int8(0);
      fields.int16(0);
      fields.int64(sequence);
      fields.int64(position);
      fields.int64(timestampMs);
      fields.int32(0);
      fields.int32(0);
    }

    /// Index of the event that comes next.
    int index() {
      return index;
    }

    /// Counts an event that is not written.
    void skip() {
      index++;
    }

    void add(Event event) {
      if (count == 0) {
        fields.int32At(FIRST_INDEX_OFFSET, index);
      }
      int start = fields.position();
      fields.int32(0);
      EventCodec.encode(event, fields);
      fields.int32At(start, fields.position() - start - Integer.BYTES);
      index++;
      count++;
      if (fields.position() > GROUP_BYTES) {
        send(false);
      }
    }

    boolean isEmpty() {
      return count == 0;
    }

    void end() {
      send(true);
    }

    private void send(boolean last) {
      int length = fields.position();
      fields.int32At(0, length);
      fields.buffer().putByte(LAST_OFFSET, (byte) (last ? 1 : 0));
      fields.int32At(COUNT_OFFSET, count);
      out.send(fields.buffer(), length);
      fields.position(HEADER_BYTES);
      count = 0;
    }
  }

  /// What stands before the events of a group.
  record Header(
      boolean last, long sequence, long position, long timestampMs, int firstIndex, int count) {}

  /// Takes groups apart.
  static final class Reader {
    private final FieldReader fields = new FieldReader();
    private final EventCodec codec = new EventCodec();

    /// Hands over every event of a group.
    ///
    /// @return null if the bytes are not a group; events before the fault were handed over
    @Nullable Header read(
        DirectBuffer buffer, int offset, int length, Consumer<RecordedEvent> handler) {
      try {
        Header header = header(buffer, offset, length);
        for (int i = 0; i < header.count; i++) {
          int bytes = fields.int32();
          int start = fields.position();
          fields.skip(bytes);
          Event event = codec.decode(buffer, offset + start, bytes);
          if (event == null) {
            return null;
          }
          handler.accept(
              new RecordedEvent(
                  header.position, header.firstIndex + i, header.timestampMs, event));
        }
        fields.end();
        return header;
      } catch (MalformedException e) {
        return null;
      }
    }

    private Header header(DirectBuffer buffer, int offset, int length) {
      fields.wrap(buffer, offset, length);
      if (fields.int32() != length || fields.int8() != VERSION) {
        throw new MalformedException("not a group of events");
      }
      boolean last = fields.truth();
      if (fields.int16() != 0) {
        throw new MalformedException("reserved bytes are used");
      }
      return new Header(
          last, fields.int64(), fields.int64(), fields.int64(), fields.int32(), fields.int32());
    }
  }

  /// The client's number of a group's command.
  static long sequence(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + 8, LITTLE_ENDIAN);
  }

  /// Log position of a group's command.
  static long position(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + 16, LITTLE_ENDIAN);
  }

  /// Index of the last event of a group.
  static int lastIndex(DirectBuffer buffer, int offset) {
    return buffer.getInt(offset + FIRST_INDEX_OFFSET, LITTLE_ENDIAN)
        + buffer.getInt(offset + COUNT_OFFSET, LITTLE_ENDIAN)
        - 1;
  }
}
