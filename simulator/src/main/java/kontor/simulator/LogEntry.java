package kontor.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import kontor.engine.Command;

/// A place in the simulated log, as a disk keeps it.
///
/// @param index from 1
/// @param term in which a leader wrote it
/// @param timestampMs the leader's clock
/// @param client who asked, or {@link #NOBODY}
/// @param request the client's number for it
/// @param kind of the command in `bytes`
/// @param checksum over all the others
record LogEntry(
    int index,
    int term,
    long timestampMs,
    int client,
    int request,
    byte kind,
    byte[] bytes,
    int checksum) {

  static final int NOBODY = -1;

  static LogEntry of(
      int index, int term, long timestampMs, int client, int request, Command command) {
    byte kind = CommandBytes.kind(command);
    byte[] bytes = CommandBytes.encode(command);
    int checksum = checksum(index, term, timestampMs, client, request, kind, bytes);
    return new LogEntry(index, term, timestampMs, client, request, kind, bytes, checksum);
  }

  boolean isSound() {
    return checksum == checksum(index, term, timestampMs, client, request, kind, bytes);
  }

  boolean isRead() {
    return CommandBytes.isRead(kind);
  }

  Command command() {
    return CommandBytes.decode(kind, bytes);
  }

  /// What is on the disk when the power went while this was written: the rest is zeros.
  LogEntry torn(int bytesWritten) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length);
    Arrays.fill(rest, Math.min(bytesWritten, rest.length), rest.length, (byte) 0);
    return new LogEntry(index, term, timestampMs, client, request, kind, rest, checksum);
  }

  private static int checksum(
      int index, int term, long timestampMs, int client, int request, byte kind, byte[] bytes) {
    ByteBuffer head = ByteBuffer.allocate(25).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(index).putInt(term).putLong(timestampMs).putInt(client).putInt(request).put(kind);
    CRC32C crc = new CRC32C();
    crc.update(head.array(), 0, head.capacity());
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
