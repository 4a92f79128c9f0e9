package kontor.cluster;

import static io.aeron.logbuffer.FrameDescriptor.BEGIN_FRAG_FLAG;
import static io.aeron.logbuffer.FrameDescriptor.END_FRAG_FLAG;
import static io.aeron.logbuffer.FrameDescriptor.FRAME_ALIGNMENT;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.protocol.HeaderFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/// Reads the messages of a recording from its files, whether it is being written or not. Trusts
/// what it reads; {@link RecordingCheck} does not. For one thread.
final class MessageCursor implements AutoCloseable {

  /// More than a frame can have.
  private static final int WINDOW_BYTES = 256 << 10;

  private final Recording recording;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(LITTLE_ENDIAN);
  private final UnsafeBuffer frames = new UnsafeBuffer(window);
  private final ExpandableArrayBuffer joined = new ExpandableArrayBuffer(4096);
  private long windowPosition;
  private @Nullable FileChannel file;
  private long fileStart = -1;
  private long position;
  private DirectBuffer message = joined;
  private int offset;
  private int length;
  private int joinedLength = -1;

  MessageCursor(Recording recording, long position) {
    this.recording = recording;
    this.position = position;
    window.limit(0);
  }

  /// Where reading goes on: after the last message, and after fragments that have no end.
  long position() {
    return position;
  }

  DirectBuffer buffer() {
    return message;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /// Goes to the next message that ends at or before `limit`.
  ///
  /// @return false if there is none
  boolean next(long limit) {
    while (position < limit) {
      if (!load(limit)) {
        return false;
      }
      int frame = (int) (position - windowPosition);
      int frameLength = frames.getInt(frame, LITTLE_ENDIAN);
      int aligned = BitUtil.align(frameLength, FRAME_ALIGNMENT);
      int type = Short.toUnsignedInt(frames.getShort(frame + 6, LITTLE_ENDIAN));
      byte flags = frames.getByte(frame + 5);
      position += aligned;
      if (type == HeaderFlyweight.HDR_TYPE_DATA
          && take(frame + HEADER_LENGTH, frameLength - HEADER_LENGTH, flags)) {
        return true;
      }
    }
    return false;
  }

  private boolean take(int start, int bytes, byte flags) {
    boolean begins = (flags & BEGIN_FRAG_FLAG) != 0;
    boolean ends = (flags & END_FRAG_FLAG) != 0;
    if (begins && ends) {
      message = frames;
      offset = start;
      length = bytes;
      joinedLength = -1;
      return true;
    }
    if (begins) {
      joinedLength = 0;
    }
    if (joinedLength < 0) {
      return false;
    }
    joined.putBytes(joinedLength, frames, start, bytes);
    joinedLength += bytes;
    if (!ends) {
      return false;
    }
    message = joined;
    offset = 0;
    length = joinedLength;
    joinedLength = -1;
    return true;
  }

  /// Sees to it that the whole frame at the position is in the window.
  private boolean load(long limit) {
    long available = Math.min(limit, windowPosition + window.limit()) - position;
    if (position >= windowPosition && available >= HEADER_LENGTH) {
      int frame = (int) (position - windowPosition);
      int frameLength = frames.getInt(frame, LITTLE_ENDIAN);
      if (isPadding(frame) || available >= BitUtil.align(frameLength, FRAME_ALIGNMENT)) {
        return frameLength > 0;
      }
    }
    return refill(limit);
  }

  private boolean isPadding(int frame) {
    return Short.toUnsignedInt(frames.getShort(frame + 6, LITTLE_ENDIAN))
        == HeaderFlyweight.HDR_TYPE_PAD;
  }

  private boolean refill(long limit) {
    try {
      long start = recording.segmentStart(position);
      if (start != fileStart) {
        openFile(start);
      }
      FileChannel channel = file;
      if (channel == null) {
        return false;
      }
      long end = Math.min(limit, start + recording.segmentBytes());
      window.clear().limit((int) Math.min(WINDOW_BYTES, end - position));
      while (window.hasRemaining()) {
        int read = channel.read(window, position - start + window.position());
        if (read < 0) {
          break;
        }
      }
      window.flip();
      windowPosition = position;
      return window.limit() >= HEADER_LENGTH && frames.getInt(0, LITTLE_ENDIAN) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void openFile(long start) throws IOException {
    close();
    Path path = recording.segmentFile(start);
    if (Files.exists(path)) {
      file = FileChannel.open(path, StandardOpenOption.READ);
      fileStart = start;
    }
  }

  @Override
  public void close() {
    FileChannel open = file;
    file = null;
    fileStart = -1;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
