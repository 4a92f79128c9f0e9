package kontor.cluster;

import static io.aeron.logbuffer.FrameDescriptor.END_FRAG_FLAG;
import static io.aeron.logbuffer.FrameDescriptor.FRAME_ALIGNMENT;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.archive.client.AeronArchive;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kontor.cluster.BackupException.Kind;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/// Finds where the last whole message of a recording ends, while it may be growing.
///
/// A frame that does not match its checksum is one of three things. The writer is writing it: it
/// matches a moment later. The writer was killed: nothing comes after it, and it is left out. Or
/// it is damaged: something comes after it, and leaving it out would lose what was acknowledged.
final class RecordingEnd {

  /// More than a frame can have.
  private static final int WINDOW_BYTES = 256 << 10;

  /// A write that takes longer has been broken off.
  private static final long WRITE_WAIT_NS = TimeUnit.SECONDS.toNanos(2);

  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Recording recording;
  private final Path file;
  private final FileChannel channel;
  private final long segmentStart;
  private final Writer writer;
  private final Piece piece;
  private final FrameChecksum checksum = new FrameChecksum();
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(LITTLE_ENDIAN);
  private final UnsafeBuffer bytes = new UnsafeBuffer(window);
  private long windowPosition;

  /// What must be whole before the end.
  enum Piece {
    FRAME,
    MESSAGE
  }

  /// Whether there may be somebody who is writing.
  private enum Writer {
    MAY_WRITE,
    IS_GONE
  }

  private RecordingEnd(
      Recording recording, FileChannel channel, long segmentStart, Writer writer, Piece piece) {
    this.recording = recording;
    this.file = recording.segmentFile(segmentStart);
    this.channel = channel;
    this.segmentStart = segmentStart;
    this.writer = writer;
    this.piece = piece;
    window.limit(0);
  }

  /// The catalog's word where it has one, else what its last file says: the archive begins a file
  /// when the one before is full, and no message lies in two.
  static long find(Recording recording) throws IOException {
    if (recording.stopPosition() != AeronArchive.NULL_POSITION) {
      return recording.stopPosition();
    }
    long last = lastSegment(recording);
    if (last < 0) {
      return recording.startPosition();
    }
    try (FileChannel channel = open(recording, last)) {
      long from = Math.max(last, recording.startPosition());
      return new RecordingEnd(recording, channel, last, Writer.MAY_WRITE, Piece.MESSAGE)
          .walk(from);
    }
  }

  /// Of a recording that nobody writes and whose end may have any damage: where the last whole
  /// piece before the first damage ends, looking at the files from that of a position on.
  static long whole(Recording recording, long from, Piece piece) throws IOException {
    long start = recording.segmentStart(from);
    long end = Math.max(start, recording.startPosition());
    while (end >= start && Files.exists(recording.segmentFile(start))) {
      try (FileChannel channel = open(recording, start)) {
        end = new RecordingEnd(recording, channel, start, Writer.IS_GONE, piece).walk(end);
      }
      start += recording.segmentBytes();
    }
    return end;
  }

  private static FileChannel open(Recording recording, long segmentStart) throws IOException {
    return FileChannel.open(recording.segmentFile(segmentStart), StandardOpenOption.READ);
  }

  /// @return position at which the last file starts; -1 if there is none
  static long lastSegment(Recording recording) throws IOException {
    String prefix = recording.id() + "-";
    String suffix = ".rec";
    try (Stream<Path> files = Files.list(recording.archiveDir())) {
      return files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(n -> n.startsWith(prefix) && n.endsWith(suffix))
          .map(n -> n.substring(prefix.length(), n.length() - suffix.length()))
          .filter(n -> n.matches("[0-9]{1,18}"))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(-1);
    }
  }

  private long walk(long from) throws IOException {
    long position = from;
    long wholeEnd = from;
    while (position < segmentStart + recording.segmentBytes()) {
      int length = frame(position);
      if (length == 0) {
        return wholeEnd;
      }
      int place = (int) (position - windowPosition);
      position += BitUtil.align(length, FRAME_ALIGNMENT);
      byte flags = bytes.getByte(place + HeaderFlyweight.FLAGS_FIELD_OFFSET);
      boolean ends = piece == Piece.FRAME || (flags & END_FRAG_FLAG) != 0;
      wholeEnd = ends ? position : wholeEnd;
    }
    return wholeEnd;
  }

  /// @return length of the frame at the position; 0 if there is none, or the writer was killed
  ///     while it wrote it
  private int frame(long position) throws IOException {
    int length = validFrame(position);
    if (writer == Writer.IS_GONE) {
      return Math.max(0, length);
    }
    long startNs = System.nanoTime();
    while (length < 0 && System.nanoTime() - startNs < WRITE_WAIT_NS) {
      LockSupport.parkNanos(LOOK_NS);
      window.limit(0);
      length = validFrame(position);
    }
    if (length >= 0) {
      return length;
    }
    if (isUsedAfter(position)) {
      throw new BackupException(
          Kind.DAMAGED, "frame is damaged, and others come after it", file);
    }
    return 0;
  }

  /// @return -1 if the frame is not what its writer wrote
  private int validFrame(long position) throws IOException {
    if (!load(position, HEADER_LENGTH)) {
      return 0;
    }
    int place = (int) (position - windowPosition);
    int length = bytes.getInt(place, LITTLE_ENDIAN);
    if (length == 0) {
      return 0;
    }
    if (!isHeaderRight(place, length, position)) {
      return -1;
    }
    if (isPadding(place)) {
      return length;
    }
    int aligned = BitUtil.align(length, FRAME_ALIGNMENT);
    if (length > recording.mtuBytes() || !load(position, aligned)) {
      return -1;
    }
    place = (int) (position - windowPosition);
    ByteBuffer content = window.duplicate().limit(place + aligned).position(place + HEADER_LENGTH);
    int stored = bytes.getInt(place + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, LITTLE_ENDIAN);
    return checksum.compute(content) == stored ? length : -1;
  }

  private boolean isPadding(int place) {
    int type = bytes.getShort(place + HeaderFlyweight.TYPE_FIELD_OFFSET, LITTLE_ENDIAN);
    return type == HeaderFlyweight.HDR_TYPE_PAD;
  }

  private boolean isHeaderRight(int place, int length, long position) {
    int termOffset = (int) (position & (recording.termBytes() - 1));
    int termId = recording.initialTermId() + (int) (position / recording.termBytes());
    return length >= HEADER_LENGTH
        && length <= recording.termBytes() - termOffset
        && intAt(place + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET) == termOffset
        && intAt(place + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET) == termId
        && intAt(place + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET) == recording.streamId();
  }

  private int intAt(int place) {
    return bytes.getInt(place, LITTLE_ENDIAN);
  }

  /// Sees to it that so many bytes at the position are in the window.
  private boolean load(long position, int length) throws IOException {
    if (position < windowPosition || windowPosition + window.limit() - position < length) {
      window.clear();
      windowPosition = position;
      int read = 1;
      while (window.hasRemaining() && read > 0) {
        read = channel.read(window, position - segmentStart + window.position());
      }
      window.flip();
    }
    return window.limit() - (position - windowPosition) >= length;
  }

  /// Whether anything lies where the frame after this one would begin, or later.
  private boolean isUsedAfter(long position) throws IOException {
    window.limit(0);
    load(position, HEADER_LENGTH);
    int length = window.limit() < Integer.BYTES ? 0 : bytes.getInt(0, LITTLE_ENDIAN);
    boolean isLength = length >= HEADER_LENGTH && length <= recording.mtuBytes();
    long next = position + (isLength ? BitUtil.align(length, FRAME_ALIGNMENT) : HEADER_LENGTH);
    while (load(next, 1)) {
      for (int i = (int) (next - windowPosition); i < window.limit(); i++) {
        if (window.get(i) != 0) {
          return true;
        }
      }
      next = windowPosition + window.limit();
    }
    return false;
  }
}
