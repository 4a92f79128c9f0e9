package kontor.cluster;

import static io.aeron.logbuffer.FrameDescriptor.BEGIN_FRAG_FLAG;
import static io.aeron.logbuffer.FrameDescriptor.END_FRAG_FLAG;
import static io.aeron.logbuffer.FrameDescriptor.FRAME_ALIGNMENT;
import static io.aeron.logbuffer.FrameDescriptor.UNFRAGMENTED;
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
import kontor.cluster.VerifyReport.Fault;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/// Checks every bit of a recording.
///
/// The archive's checksum covers what a frame carries and not its header. But a header has no
/// freedom: stream and term follow from the catalog, the offset from the place, version and
/// reserved bytes are zero, the place of the session id holds the checksum. Flags must make whole
/// messages, whose fragments have all one length but the last; and the exact length, of which the
/// checksum sees only the next multiple of 32, is said a second time inside the message. Padding
/// must fill its term to the end with zeros. After the end of the recording all is zero.
final class RecordingCheck {

  private static final int WINDOW_BYTES = 1 << 20;
  private static final int FLAGS_OFFSET = HeaderFlyweight.FLAGS_FIELD_OFFSET;
  private static final int VERSION_OFFSET = HeaderFlyweight.VERSION_FIELD_OFFSET;
  private static final int TYPE_OFFSET = HeaderFlyweight.TYPE_FIELD_OFFSET;
  private static final int TERM_OFFSET_OFFSET = DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET;
  private static final int SESSION_OFFSET = DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET;
  private static final int STREAM_OFFSET = DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET;
  private static final int TERM_ID_OFFSET = DataHeaderFlyweight.TERM_ID_FIELD_OFFSET;
  private static final int RESERVED_OFFSET = DataHeaderFlyweight.RESERVED_VALUE_OFFSET;

  private final Recording recording;
  private final Messages messages;
  private final FrameChecksum checksum = new FrameChecksum();
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(LITTLE_ENDIAN);
  private final UnsafeBuffer bytes = new UnsafeBuffer(window);
  private final ExpandableArrayBuffer joined = new ExpandableArrayBuffer(4096);
  private int joinedLength = -1;
  private long windowPosition;
  private long segmentStart;
  private long position;
  private boolean ended;
  private @Nullable Integer session;
  private boolean sessionProven;
  private boolean looksBehindEnd = true;
  private @Nullable Fault fault;

  /// Sees each message of the recording.
  interface Messages {
    /// @param endPosition position in the recording after the message
    /// @return what is wrong with it, or null
    @Nullable String onMessage(
        RecordingCheck check, DirectBuffer buffer, int offset, int length, long endPosition);

    /// Whether a message may follow one that has no end: the writer was killed between.
    default boolean mayFollowUnfinished(DirectBuffer buffer, int offset, int length) {
      return false;
    }

    /// Whether the recording may stop inside a message.
    default boolean mayEndUnfinished() {
      return false;
    }

    /// Whether padding bears the session of whoever sent it, which need not be who wrote it first.
    default boolean paddingMayBeOfAnySession() {
      return false;
    }
  }

  RecordingCheck(Recording recording, @Nullable Integer session, Messages messages) {
    this.recording = recording;
    this.session = session;
    this.sessionProven = session != null;
    this.messages = messages;
    this.position = recording.startPosition();
  }

  /// Checks what a reader will see that begins at a message: nothing before it, and not what a
  /// write that was broken off by a full disk left behind the end, where the next goes.
  RecordingCheck from(long messageStart) {
    position = messageStart;
    looksBehindEnd = false;
    return this;
  }

  /// From here on padding bears this session id.
  void session(int sessionId) {
    session = sessionId;
    sessionProven = true;
  }

  /// Position after what was checked.
  long position() {
    return position;
  }

  /// @return the first fault, or null
  @Nullable Fault run() throws IOException {
    segmentStart = recording.segmentStart(position);
    while (fault == null && !ended) {
      checkSegment();
    }
    boolean unfinished = joinedLength >= 0 && recording.stopPosition() >= 0;
    if (fault == null && unfinished && !messages.mayEndUnfinished()) {
      report("message has no end", position);
    }
    Integer seen = session;
    if (fault == null && !sessionProven && seen != null) {
      checkSession(recording.sessionId(), seen);
    }
    return fault;
  }

  private void checkSegment() throws IOException {
    Path file = recording.segmentFile(segmentStart);
    long end = segmentStart + recording.segmentBytes();
    long stop = recording.stopPosition();
    if (!Files.exists(file)) {
      if (stop == AeronArchive.NULL_POSITION || position >= stop) {
        ended = true;
      } else {
        report("file is missing", position);
      }
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      window.clear().limit(0);
      windowPosition = position;
      while (fault == null && !ended && position < end) {
        if (position == stop || !load(channel, HEADER_LENGTH)) {
          ended = true;
        } else {
          checkFrame(channel);
        }
      }
      if (fault == null && ended && looksBehindEnd) {
        checkEmpty(channel);
      }
    }
    segmentStart = end;
    ended = ended || position == stop;
  }

  /// Sees to it that so many bytes at the position are in the window.
  private boolean load(FileChannel channel, int length) throws IOException {
    long inWindow = windowPosition + window.limit() - position;
    if (position < windowPosition || inWindow < length) {
      window.clear();
      windowPosition = position;
      while (window.hasRemaining()) {
        long place = position - segmentStart + window.position();
        if (channel.read(window, place) < 0) {
          break;
        }
      }
      window.flip();
      inWindow = window.limit();
    }
    return inWindow >= length;
  }

  private void checkFrame(FileChannel channel) throws IOException {
    int frame = (int) (position - windowPosition);
    int length = bytes.getInt(frame, LITTLE_ENDIAN);
    if (length == 0 && recording.stopPosition() == AeronArchive.NULL_POSITION) {
      ended = true;
      return;
    }
    int termOffset = (int) (position & (recording.termBytes() - 1));
    if (length < HEADER_LENGTH || length > recording.termBytes() - termOffset) {
      report("length of a frame cannot be", position);
      return;
    }
    String wrong = wrongInHeader(frame, termOffset);
    if (wrong != null) {
      report(wrong, position);
      return;
    }
    int type = Short.toUnsignedInt(bytes.getShort(frame + TYPE_OFFSET, LITTLE_ENDIAN));
    if (type == HeaderFlyweight.HDR_TYPE_PAD) {
      checkPadding(channel, frame, length, termOffset);
    } else if (type == HeaderFlyweight.HDR_TYPE_DATA) {
      checkData(channel, length);
    } else {
      report("type of a frame cannot be", position);
    }
  }

  private @Nullable String wrongInHeader(int frame, int termOffset) {
    int termId = recording.initialTermId() + (int) (position / recording.termBytes());
    if (bytes.getByte(frame + VERSION_OFFSET) != HeaderFlyweight.CURRENT_VERSION) {
      return "version of a frame cannot be";
    }
    if (bytes.getInt(frame + TERM_OFFSET_OFFSET, LITTLE_ENDIAN) != termOffset
        || bytes.getInt(frame + TERM_ID_OFFSET, LITTLE_ENDIAN) != termId) {
      return "frame is of another place";
    }
    if (bytes.getInt(frame + STREAM_OFFSET, LITTLE_ENDIAN) != recording.streamId()) {
      return "frame is of another stream";
    }
    if (bytes.getLong(frame + RESERVED_OFFSET) != 0) {
      return "reserved bytes of a frame are used";
    }
    return null;
  }

  private void checkPadding(FileChannel channel, int frame, int length, int termOffset)
      throws IOException {
    int sessionId = bytes.getInt(frame + SESSION_OFFSET, LITTLE_ENDIAN);
    Integer expected = session;
    if (bytes.getByte(frame + FLAGS_OFFSET) != UNFRAGMENTED) {
      report("flags of padding cannot be", position);
    } else if (termOffset + length != recording.termBytes()) {
      report("padding does not end with its term", position);
    } else if (expected == null || checkSession(expected, sessionId)) {
      session = expected == null ? sessionId : expected;
      long end = position + length;
      position += HEADER_LENGTH;
      checkZero(channel, end);
    }
  }

  private boolean checkSession(int expected, int sessionId) {
    if (sessionId != expected && !messages.paddingMayBeOfAnySession()) {
      report("padding is of another session", position);
    }
    return fault == null;
  }

  private void checkData(FileChannel channel, int length) throws IOException {
    int aligned = BitUtil.align(length, FRAME_ALIGNMENT);
    if (length > recording.mtuBytes() || !load(channel, aligned)) {
      report("length of a frame cannot be", position);
      return;
    }
    int frame = (int) (position - windowPosition);
    ByteBuffer content =
        window.duplicate().limit(frame + aligned).position(frame + HEADER_LENGTH);
    if (checksum.compute(content) != bytes.getInt(frame + SESSION_OFFSET, LITTLE_ENDIAN)) {
      report("frame does not match its checksum", position);
      return;
    }
    String wrong = take(frame, length, bytes.getByte(frame + FLAGS_OFFSET), position + aligned);
    if (wrong == null) {
      position += aligned;
    } else {
      report(wrong, position);
    }
  }

  private @Nullable String take(int frame, int length, byte flags, long endPosition) {
    if ((flags & ~UNFRAGMENTED) != 0) {
      return "flags of a frame cannot be";
    }
    boolean begins = (flags & BEGIN_FRAG_FLAG) != 0;
    boolean ends = (flags & END_FRAG_FLAG) != 0;
    int start = frame + HEADER_LENGTH;
    int size = length - HEADER_LENGTH;
    if (!ends && length != recording.mtuBytes()) {
      return "fragment is short";
    }
    if (begins && joinedLength >= 0 && !messages.mayFollowUnfinished(bytes, start, size)) {
      return "message has no end";
    }
    if (!begins && joinedLength < 0) {
      return "message has no beginning";
    }
    if (begins && ends) {
      joinedLength = -1;
      return messages.onMessage(this, bytes, start, size, endPosition);
    }
    joinedLength = begins ? 0 : joinedLength;
    joined.putBytes(joinedLength, bytes, start, size);
    joinedLength += size;
    if (!ends) {
      return null;
    }
    int whole = joinedLength;
    joinedLength = -1;
    return messages.onMessage(this, joined, 0, whole, endPosition);
  }

  /// What was made ready for more and not used.
  private void checkEmpty(FileChannel channel) throws IOException {
    long stop = position;
    checkZero(channel, segmentStart + channel.size());
    position = fault == null ? stop : position;
  }

  private void checkZero(FileChannel channel, long end) throws IOException {
    long dirty = -1;
    while (position < end && dirty < 0) {
      if (!load(channel, 1)) {
        // A file may be shorter than its full length; what is not there is empty.
        position = end;
      } else {
        int from = (int) (position - windowPosition);
        int to = (int) Math.min(end - windowPosition, window.limit());
        int place = firstUsed(from, to);
        dirty = place < 0 ? -1 : windowPosition + place;
        position = windowPosition + to;
      }
    }
    if (dirty >= 0) {
      report("bytes are used where nothing is recorded", dirty);
    }
  }

  private int firstUsed(int from, int to) {
    for (int i = from; i < to; i++) {
      if (window.get(i) != 0) {
        return i;
      }
    }
    return -1;
  }

  private void report(String what, long place) {
    if (fault == null) {
      long start = recording.segmentStart(place);
      String file = String.valueOf(recording.segmentFile(start).getFileName());
      fault = new Fault(what, file, place - start, place);
    }
  }
}
