package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A kill may tear the last write to the log, of which nobody was told.
class LogFilesTest {

  private static final Path ROOT = Nodes.folder();
  private static final Path CLOSED = ROOT.resolve("closed");
  private static final int FRAME_HEADER_BYTES = 32;
  private static final int FRAME_BYTES = 1408;
  private static final int ARCHIVE_PIECE_BYTES = 1 << 20;

  /// As after a kill: the folder of a running node, copied.
  private static final Path KILLED = ROOT.resolve("killed");

  private static long acknowledged;
  private static long marked;
  private static long end;

  @BeforeAll
  static void write() throws IOException, InterruptedException {
    try (SettlementNode node = SettlementNode.start(Nodes.config(CLOSED))) {
      Nodes.send(node, Nodes.accounts(100));
      for (int i = 1; i < 20; i++) {
        acknowledged = Nodes.send(node, Nodes.transfers(10_000L * i, 100 * i, 100)).position();
      }
      Path mark = CLOSED.resolve(LogFiles.MARK_FILE);
      while (!Files.exists(mark) || marked(CLOSED) < acknowledged) {
        Thread.sleep(10);
      }
      marked = marked(CLOSED);
      Nodes.copy(CLOSED, KILLED);
    }
    end = RecordingEnd.find(Nodes.log(KILLED));
    assertTrue(marked >= acknowledged && end >= marked, marked + " to " + end);
  }

  @AfterAll
  static void remove() {
    IoUtil.delete(ROOT.toFile(), true);
  }

  private static long marked(Path dir) throws IOException {
    String text = Files.readString(dir.resolve(LogFiles.MARK_FILE), US_ASCII);
    return text.isBlank() ? 0 : Long.parseLong(text.strip());
  }

  /// What lies behind the end of the log.
  private enum Torn {
    NOTHING {
      @Override
      void apply(FileChannel file) {}
    },
    A_FRAME_WITHOUT_ITS_END {
      @Override
      void apply(FileChannel file) throws IOException {
        file.write(frame(file, end).limit(500), end);
      }
    },
    A_FRAME_WITH_A_HOLE {
      @Override
      void apply(FileChannel file) throws IOException {
        ByteBuffer frame = frame(file, end);
        frame.put(FRAME_HEADER_BYTES + 100, new byte[200]);
        file.write(frame, end);
      }
    },
    A_HOLE_AND_A_WHOLE_FRAME {
      @Override
      void apply(FileChannel file) throws IOException {
        file.write(frame(file, end + 4096), end + 4096);
      }
    },
    RUBBISH {
      @Override
      void apply(FileChannel file) throws IOException {
        file.write(ByteBuffer.wrap("rubbish ".repeat(10).getBytes(US_ASCII)), end);
      }
    };

    abstract void apply(FileChannel file) throws IOException;

    /// As the archive would have written it at a place in the first term.
    static ByteBuffer frame(FileChannel file, long place) throws IOException {
      ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES).order(LITTLE_ENDIAN);
      file.read(frame.limit(FRAME_HEADER_BYTES), 0);
      for (int i = FRAME_HEADER_BYTES; i < FRAME_BYTES; i++) {
        frame.limit(FRAME_BYTES).put(i, (byte) i);
      }
      frame.putInt(0, FRAME_BYTES);
      frame.putInt(DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, (int) place);
      frame.putInt(
          DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET,
          new FrameChecksum().compute(frame.duplicate().position(FRAME_HEADER_BYTES)));
      return frame.position(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTornIsCut(Torn torn) throws IOException {
    Path dir = ROOT.resolve(torn.name());
    Nodes.copy(KILLED, dir);
    try (FileChannel file = open(dir)) {
      torn.apply(file);
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.awaitApplied(node, acknowledged);
      Nodes.send(node, Nodes.currency(1));
    }
    VerifyReport report = LogVerifier.verify(dir);
    assertNull(report.fault());
    assertEquals(21, report.commands());
    IoUtil.delete(dir.toFile(), true);
  }

  /// The archive looks for the end of a killed log a mebibyte at a time.
  @Test
  void aLogIsOpenedWhoseLastFrameCrossesAPiece() throws IOException {
    Path running = ROOT.resolve("running");
    Path killed = ROOT.resolve("crosses");
    long last = 0;
    try (SettlementNode node = SettlementNode.start(Nodes.config(running))) {
      Nodes.send(node, Nodes.accounts(100));
      int commands = 0;
      long before = 0;
      while (last <= ARCHIVE_PIECE_BYTES) {
        before = RecordingEnd.find(Nodes.log(running));
        int count = before + 20_000 < ARCHIVE_PIECE_BYTES ? 100 : 5;
        Nodes.send(node, Nodes.transfers(10_000L * ++commands, count, 100));
        last = RecordingEnd.find(Nodes.log(running));
      }
      assertTrue(before < ARCHIVE_PIECE_BYTES && last - before < FRAME_BYTES, before + " " + last);
      Nodes.copy(running, killed);
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(killed))) {
      Nodes.awaitApplied(node, last);
      Nodes.send(node, Nodes.currency(1));
    }
    assertNull(LogVerifier.verify(killed).fault());
  }

  @Test
  void damageBeforeTheNoteStopsTheStart() throws IOException {
    Path dir = ROOT.resolve("before");
    Nodes.copy(KILLED, dir);
    damage(dir);
    assertRefused(dir, "log is damaged at ");
  }

  /// Of a node that was closed the catalog says the end; what is damaged is met when it is read.
  @Test
  void damageThatIsReadStopsTheStart() throws IOException {
    Path dir = ROOT.resolve("read");
    Nodes.copy(CLOSED, dir);
    damage(dir);
    assertRefused(dir, "does not match its checksum");
  }

  /// What the archive's checksum does not cover: low bits of the length, version, flags, type,
  /// place, reserved bytes.
  @ParameterizedTest
  @ValueSource(ints = {0, 4, 5, 6, 8, 20, 24, 31})
  void aTurnedByteInTheHeaderOfAFrameStopsTheStart(int offset) throws IOException {
    Path dir = ROOT.resolve("header-" + offset);
    Nodes.copy(CLOSED, dir);
    turn(dir, secondFrame(dir) + offset);
    assertRefused(dir, "log is damaged at ");
    IoUtil.delete(dir.toFile(), true);
  }

  private static long secondFrame(Path dir) throws IOException {
    try (FileChannel file = open(dir)) {
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(LITTLE_ENDIAN);
      file.read(length, 0);
      return BitUtil.align(length.getInt(0), FrameDescriptor.FRAME_ALIGNMENT);
    }
  }

  private static void damage(Path dir) throws IOException {
    turn(dir, acknowledged / 2);
    assertNotNull(LogVerifier.verify(dir).fault());
  }

  private static void turn(Path dir, long place) throws IOException {
    try (FileChannel file = open(dir)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.read(one, place);
      file.write(one.put(0, (byte) ~one.get(0)).flip(), place);
    }
  }

  private static void assertRefused(Path dir, String why) {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> SettlementNode.start(Nodes.config(dir)).close());
    assertTrue(refused.toString().contains(why), refused.toString());
  }

  private static FileChannel open(Path dir) throws IOException {
    return FileChannel.open(
        Nodes.log(dir).segmentFile(0), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
