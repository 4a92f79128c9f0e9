package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogVerifierTest {

  private static final int FLIPS = 120;
  private static final int HEADER_FLIPS = 120;
  private static final int FRAME_HEADER_BYTES = 32;

  private static final Path DIR = Nodes.folder();

  /// Two runs, a snapshot in each, a term that is padded at its end, and messages of many sizes.
  @BeforeAll
  static void write() {
    for (int run = 0; run < 2; run++) {
      try (SettlementNode node = SettlementNode.start(Nodes.config(DIR))) {
        Nodes.send(node, Nodes.currency(run));
        Nodes.send(node, Nodes.accounts(100));
        for (int i = 0; i < 18; i++) {
          Nodes.send(node, Nodes.transfers(1 + 10_000L * i, 8100 + i, 100));
        }
        node.takeSnapshot();
        Nodes.send(node, Nodes.currency(run + 2));
        Nodes.send(node, Nodes.transfers(1_000_000, 5, 100));
      }
    }
  }

  @AfterAll
  static void remove() {
    IoUtil.delete(DIR.toFile(), true);
  }

  @Test
  void aSoundFolderIsSound() {
    VerifyReport report = LogVerifier.verify(DIR);
    assertNull(report.fault());
    assertNotNull(report.engine());
    assertEquals(44, report.commands());
    assertEquals(44, report.events());
    assertEquals(2, report.snapshots());
    assertEquals(0, report.firstPosition());
    assertTrue(report.bytesChecked() > 35_000_000, "bytes " + report.bytesChecked());
  }

  @Test
  void everyFlippedBitIsFoundAndNamed() {
    SplittableRandom random = new SplittableRandom(11);
    List<Path> files = segments();
    for (int i = 0; i < FLIPS; i++) {
      Path file = files.get(random.nextInt(files.size()));
      long recorded = recordedBytes(file);
      // Small files have little in them; a place after the end is as bad.
      long offset = random.nextLong(Math.min(size(file), recorded + 4096));
      checkFlip(file, offset, random.nextInt(8));
    }
  }

  @Test
  void everyFlippedBitOfAFrameHeaderIsFoundAndNamed() {
    SplittableRandom random = new SplittableRandom(12);
    List<Path> files = segments();
    for (int i = 0; i < HEADER_FLIPS; i++) {
      Path file = files.get(random.nextInt(files.size()));
      List<Long> frames = frames(file);
      long frame = frames.get(random.nextInt(frames.size()));
      checkFlip(file, frame + random.nextInt(FRAME_HEADER_BYTES), random.nextInt(8));
    }
  }

  @Test
  void everyFlippedBitOfPaddingIsFoundAndNamed() {
    int found = 0;
    for (Path file : segments()) {
      for (long frame : frames(file)) {
        if (read(file, frame + 6, 2).getShort(0) == 0) {
          for (int bit = 0; bit < FRAME_HEADER_BYTES * 8; bit += 3) {
            checkFlip(file, frame + bit / 8, bit % 8);
          }
          found++;
        }
      }
    }
    assertTrue(found > 0, "no padding in the log");
  }

  private static long idOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  private static void checkFlip(Path file, long offset, int bit) {
    flip(file, offset, bit);
    VerifyReport.Fault fault = LogVerifier.checkBytes(DIR, idOf(file));
    flip(file, offset, bit);
    String place = file.getFileName() + " offset " + offset + " bit " + bit;
    assertNotNull(fault, "not found: " + place);
    assertEquals(file.getFileName().toString(), fault.file(), place + ": " + fault);
    assertTrue(
        fault.offset() >= 0 && Math.abs(fault.offset() - offset) < 40_000,
        place + ": " + fault);
  }

  @Test
  void aFlippedBitFailsTheWholeVerification() {
    Path file = segments().getFirst();
    flip(file, 100, 3);
    VerifyReport report = LogVerifier.verify(DIR);
    flip(file, 100, 3);
    assertNotNull(report.fault());
    assertNull(report.engine());
    assertEquals(file.getFileName().toString(), report.fault().file());
  }

  @Test
  void aFolderWithoutALogIsNamed() throws IOException {
    Path empty = Nodes.folder();
    assertNotNull(LogVerifier.verify(empty).fault());
    Files.delete(empty);
  }

  @Test
  void aJournalThatSaysSomethingElseIsNamed() throws IOException {
    Path other = Nodes.folder();
    try {
      try (SettlementNode node = SettlementNode.start(Nodes.config(other))) {
        Nodes.send(node, Nodes.currency(0));
        Nodes.send(node, Nodes.currency(1));
      }
      Path journal = other.resolve(DataFolder.ARCHIVE).resolve("0-0.rec");
      // The second event's currency, with a checksum that fits.
      forge(journal);
      VerifyReport.Fault fault = LogVerifier.verify(other).fault();
      assertNotNull(fault);
      assertTrue(fault.what().startsWith("journal has CurrencyDefined"), fault.what());
    } finally {
      IoUtil.delete(other.toFile(), true);
    }
  }

  /// As a member's log does that is stopped while a batch comes in.
  @Test
  void aLogMayStopInsideAMessageAndOthersMayNot() throws IOException {
    Path other = Nodes.folder();
    try {
      try (SettlementNode node = SettlementNode.start(Nodes.config(other))) {
        Nodes.send(node, Nodes.accounts(100));
        Nodes.send(node, Nodes.transfers(1, 8_000, 100));
      }
      Recording log = cutInsideABatch(other.resolve(DataFolder.ARCHIVE));
      LogMessages messages = new LogMessages(LogMessages.Owner.NODE_ALONE);
      assertNull(new RecordingCheck(log, null, messages).run());
      VerifyReport.Fault fault =
          new RecordingCheck(log, null, (check, buffer, offset, length, end) -> null).run();
      assertNotNull(fault);
      assertEquals("message has no end", fault.what());
      assertEquals(log.stopPosition(), fault.offset());
    } finally {
      IoUtil.delete(other.toFile(), true);
    }
  }

  private static Recording cutInsideABatch(Path archive) throws IOException {
    Recording log =
        ArchiveCatalog.read(archive).recordings().stream()
            .filter(r -> r.streamId() != EventJournal.STREAM_ID)
            .findFirst()
            .orElseThrow();
    Path file = log.segmentFile(log.startPosition());
    List<Long> frames = frames(file);
    for (int i = 1; i < frames.size(); i++) {
      boolean begins = (read(file, frames.get(i - 1) + 5, 1).get(0) & 0xc0) == 0x80;
      if (begins) {
        zero(file, frames.get(i));
        return log.withStopPosition(frames.get(i));
      }
    }
    throw new IllegalStateException("no message of several fragments");
  }

  private static void zero(Path file, long from) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate((int) (channel.size() - from)), from);
    }
  }

  private static void forge(Path journal) throws IOException {
    long frame = frames(journal).get(1);
    int length = read(journal, frame, 4).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    int aligned = (length + 31) / 32 * 32;
    byte[] content = read(journal, frame + 32, aligned - 32).array();
    content[EventGroup.HEADER_BYTES + 6] = 'Z';
    ByteBuffer crc = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    crc.putInt(0, new FrameChecksum().compute(ByteBuffer.wrap(content)));
    try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(content), frame + 32);
      channel.write(crc, frame + 12);
    }
  }

  private static List<Path> segments() {
    try (Stream<Path> files = Files.list(DIR.resolve(DataFolder.ARCHIVE))) {
      return files.filter(f -> f.toString().endsWith(".rec")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long recordedBytes(Path file) {
    List<Long> frames = frames(file);
    return frames.getLast() + FRAME_HEADER_BYTES;
  }

  private static List<Long> frames(Path file) {
    List<Long> frames = new ArrayList<>();
    long offset = 0;
    while (offset < size(file)) {
      int length = read(file, offset, 4).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
      if (length <= 0) {
        break;
      }
      frames.add(offset);
      offset += (length + 31) / 32 * 32L;
    }
    return frames;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer read(Path file, long offset, int length) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      channel.read(bytes, offset);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flip(Path file, long offset, int bit) {
    ByteBuffer bytes = read(file, offset, 1);
    bytes.put(0, (byte) (bytes.get(0) ^ (1 << bit))).rewind();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(bytes, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
