package kontor.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.TransferResult;
import org.agrona.DirectBuffer;

/// What follows from a log, or from a stream of commands from a seed, as lines that can be kept
/// and compared: log position, digest of the state, digest of all events so far.
final class ReplayDigests {

  private static final int EVERY = 100;

  private final LogApplier.Asked asked;
  private final LogApplier applier = new LogApplier();
  private final MessageDigest events = sha256();
  private final FieldWriter bytes = new FieldWriter(4096);
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private long entries;

  private ReplayDigests(LogApplier.Asked asked) {
    this.asked = asked;
  }

  /// Prints the lines.
  ///
  /// @param args `log FOLDER` or `stream SEED COUNT`
  public static void main(String[] args) throws IOException {
    ReplayDigests digests =
        args[0].equals("log")
            ? ofLog(Path.of(args[1]))
            : ofStream(Long.parseLong(args[1]), Integer.parseInt(args[2]));
    digests.lines.forEach(System.out::println);
  }

  /// @param folder of a stopped node
  static ReplayDigests ofLog(Path folder) throws IOException {
    ReplayDigests digests = new ReplayDigests(LogApplier.Asked.BY_NOBODY);
    Recording log = logOf(folder);
    long end =
        log.stopPosition() == AeronArchive.NULL_POSITION ? Long.MAX_VALUE : log.stopPosition();
    long last = log.startPosition();
    try (MessageCursor cursor = new MessageCursor(log, log.startPosition())) {
      while (cursor.next(end)) {
        last = cursor.position();
        digests.apply(cursor.buffer(), cursor.offset(), cursor.length(), last);
      }
    }
    digests.line(last);
    return digests;
  }

  static Recording logOf(Path folder) throws IOException {
    try (RecordingLog log =
        new RecordingLog(folder.resolve(DataFolder.CLUSTER).toFile(), false)) {
      Recording recording =
          ArchiveCatalog.read(folder.resolve(DataFolder.ARCHIVE))
              .byId(log.findLastTermRecordingId());
      if (recording == null) {
        throw new IllegalStateException("folder holds no log");
      }
      return recording;
    }
  }

  /// Each command by way of its bytes, as it would come from the log.
  static ReplayDigests ofStream(long seed, int count) {
    ReplayDigests digests = new ReplayDigests(LogApplier.Asked.BY_CLIENT);
    AllKinds kinds = new AllKinds(seed);
    long nowMs = 1_700_000_000_000L;
    List<Command> founding = kinds.founding();
    for (int i = 0; i < count; i++) {
      nowMs += i % 7 * 10;
      Command command = i < founding.size() ? founding.get(i) : kinds.next(nowMs);
      FieldWriter out = new FieldWriter(4096);
      LogApplier.writeEnvelope(out, i);
      CommandCodec.encode(command, out);
      out.int32At(0, out.position());
      digests.applier.advanceTo(nowMs);
      digests.command(i, out.buffer(), 0, out.position());
    }
    digests.line(count);
    return digests;
  }

  List<String> lines() {
    return lines;
  }

  /// How many commands, events and results of transfers of each kind there were.
  Map<String, Integer> kinds() {
    return kinds;
  }

  private void apply(DirectBuffer buffer, int offset, int length, long position) {
    int template = ClusterMessages.templateId(buffer, offset);
    int block = ClusterMessages.blockLength(buffer, offset);
    int version = ClusterMessages.version(buffer, offset);
    int body = offset + ClusterMessages.HEADER_BYTES;
    if (template == SessionMessageHeaderDecoder.TEMPLATE_ID) {
      applier.advanceTo(
          new SessionMessageHeaderDecoder().wrap(buffer, body, block, version).timestamp());
      int before = ClusterMessages.HEADER_BYTES + block;
      command(position, buffer, offset + before, length - before);
    } else if (template == TimerEventDecoder.TEMPLATE_ID) {
      applier.advanceTo(
          new TimerEventDecoder().wrap(buffer, body, block, version).timestamp());
      applier.passTime(position, this::add);
      applier.timerToSet();
    }
  }

  private void command(long position, DirectBuffer buffer, int offset, int length) {
    Command command =
        new CommandCodec()
            .decode(
                buffer,
                offset + LogApplier.ENVELOPE_BYTES,
                length - LogApplier.ENVELOPE_BYTES);
    if (command == null) {
      throw new IllegalStateException("command is not decoded at " + position);
    }
    kinds.merge(command.getClass().getSimpleName(), 1, Integer::sum);
    applier.command(position, buffer, offset, length, asked, this::add);
    applier.timerToSet();
    if (++entries % EVERY == 0) {
      line(position);
    }
  }

  private void add(Event event) {
    kinds.merge(event.getClass().getSimpleName(), 1, Integer::sum);
    if (event instanceof Event.TransfersPosted posted) {
      for (int i = 0; i < posted.results().count(); i++) {
        kinds.merge(TransferResult.of(posted.results().code(i)).name(), 1, Integer::sum);
      }
    }
    bytes.position(0);
    EventCodec.encode(event, bytes);
    byte[] copy = new byte[bytes.position()];
    bytes.buffer().getBytes(0, copy);
    events.update(copy);
  }

  private void line(long position) {
    byte[] soFar;
    try {
      soFar = ((MessageDigest) events.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
    lines.add(
        position + " " + applier.engine().digest() + " " + HexFormat.of().formatHex(soFar));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
