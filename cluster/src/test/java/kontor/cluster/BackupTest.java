package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import kontor.cluster.BackupException.Kind;
import kontor.engine.Event.TransfersPosted;
import kontor.engine.RecordedEvent;
import org.agrona.IoUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  private static final int BATCH = 8_000;

  /// A node that was stopped, with a snapshot and a log of two files.
  private static final Path STOPPED = Nodes.folder();

  private static long stoppedAt;

  @TempDir Path dir;

  @BeforeAll
  static void write() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(STOPPED))) {
      Nodes.send(node, Nodes.accounts(100));
      load(node, 0, 20);
      node.takeSnapshot();
      load(node, 20, 20);
      stoppedAt = Nodes.send(node, Nodes.currency(0)).position();
    }
  }

  @AfterAll
  static void remove() {
    IoUtil.delete(STOPPED.toFile(), true);
  }

  private static long load(SettlementNode node, int from, int batches) {
    long position = 0;
    for (int i = from; i < from + batches; i++) {
      position = Nodes.send(node, Nodes.transfers(1 + 10_000L * i, BATCH, 100)).position();
    }
    return position;
  }

  @Test
  void whatWasAnsweredBeforeIsInTheBackupOfANodeUnderLoad() throws Exception {
    Path data = dir.resolve("data");
    Map<Long, Integer> answered = new ConcurrentSkipListMap<>();
    Process process = NodeUnderLoad.launch(data, 1);
    List<Path> backups = new ArrayList<>();
    List<Map<Long, Integer>> answeredBefore = new ArrayList<>();
    try {
      Thread.ofPlatform().daemon().start(() -> follow(process, answered));
      for (int i = 0; i < 4; i++) {
        int more = answered.size() + 400;
        await(() -> answered.size() > more || !process.isAlive());
        answeredBefore.add(new TreeMap<>(answered));
        Path base = i == 0 ? null : backups.getLast();
        backups.add(dir.resolve("backup" + i));
        Backup.Result made = take(Backup.Plan.of(data, backups.getLast()).withBase(base));
        assertTrue(sound(made.report()).commands() > 0);
        assertTrue(process.isAlive(), "the node does not bear a backup");
      }
    } finally {
      process.destroyForcibly();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
    for (int i = 0; i < backups.size(); i++) {
      checkRestored(backups.get(i), answeredBefore.get(i));
    }
  }

  private static void await(BooleanSupplier condition) {
    long startNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - startNs < Nodes.SECONDS.toNanos(), "it did not come");
      Thread.onSpinWait();
    }
  }

  private static void follow(Process process, Map<Long, Integer> answered) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        if (words.length == 4) {
          answered.put(Long.parseLong(words[2]), Integer.parseInt(words[3]));
        }
      }
    } catch (IOException e) {
      // The process was killed in the middle of a line.
      assertFalse(process.isAlive());
    }
  }

  private void checkRestored(Path backup, Map<Long, Integer> answered) {
    Path restored = dir.resolve("restored-" + backup.getFileName());
    Restore.Result result = restore(backup, restored);
    long end = result.manifest().logPosition();
    Map<Long, Integer> journaled = new TreeMap<>();
    long next;
    try (SettlementNode node = SettlementNode.start(Nodes.config(restored))) {
      next = Nodes.send(node, Nodes.currency(0)).position();
      assertTrue(next > end, "the log goes on behind the backup");
      long position = -1;
      int index = -1;
      for (RecordedEvent event : Nodes.eventsUpTo(node.journal(), next)) {
        index = event.position() == position ? index + 1 : 0;
        assertEquals(index, event.index(), "gap or repeat at " + event);
        assertTrue(event.position() >= position, "journal goes back: " + event);
        position = event.position();
        if (event.event() instanceof TransfersPosted posted) {
          journaled.put(position, posted.results().created());
        }
      }
    }
    assertFalse(answered.isEmpty());
    answered.forEach((at, created) -> assertEquals(created, journaled.get(at), "at " + at));
    VerifyReport report = LogVerifier.verify(restored);
    assertNull(report.fault());
    assertEquals(next, report.lastPosition());
  }

  @Test
  void aStoppedNodeIsCopiedAsItIs() throws IOException {
    Backup.Result made = take(Backup.Plan.of(STOPPED, dir.resolve("backup")));
    assertEquals(stoppedAt, sound(made.report()).lastPosition());
    assertTrue(made.manifest().logPosition() >= stoppedAt);
    assertEquals(0, made.bytesLinked());
    Path restored = dir.resolve("elsewhere");
    VerifyReport report = sound(restore(dir.resolve("backup"), restored).report());
    assertEquals(digest(LogVerifier.verify(STOPPED)), digest(report));
    try (SettlementNode node = SettlementNode.start(Nodes.config(restored))) {
      assertTrue(Nodes.send(node, Nodes.currency(1)).position() > stoppedAt);
    }
  }

  @Test
  void aFileThatChangedOrIsMissingIsRefusedByName() throws IOException {
    Path backup = dir.resolve("backup");
    BackupManifest manifest = take(Backup.Plan.of(STOPPED, backup)).manifest();
    Path restored = dir.resolve("restored");
    assertTrue(manifest.files().size() > 6, manifest.files()::toString);
    for (BackupManifest.FileEntry entry : manifest.files()) {
      Path file = backup.resolve(entry.path());
      long place = entry.bytes() / 2;
      flip(file, place);
      assertRefused(Kind.DAMAGED, file, () -> restore(backup, restored));
      flip(file, place);
      Path away = file.resolveSibling("away");
      Files.move(file, away);
      assertRefused(Kind.DAMAGED, file, () -> restore(backup, restored));
      Files.move(away, file);
      append(file, new byte[] {1});
      assertRefused(Kind.DAMAGED, file, () -> restore(backup, restored));
      truncate(file, entry.bytes());
    }
    Path file = backup.resolve(BackupManifest.FILE_NAME);
    for (long place = 0; place < Files.size(file); place += 7) {
      flip(file, place);
      BackupException e =
          assertThrows(BackupException.class, () -> restore(backup, restored), "byte " + place);
      assertEquals(file, e.file());
      flip(file, place);
    }
    assertEquals(manifest, BackupManifest.read(backup));
    sound(restore(backup, restored).report());
  }

  @Test
  void damageInTheNodeIsNotBackedUp() throws IOException {
    Path data = copyOf(STOPPED);
    Path log = data.resolve("archive/1-0.rec");
    flip(log, 5_000_000);
    Path backup = dir.resolve("backup");
    assertRefused(Kind.DAMAGED, log, () -> take(Backup.Plan.of(data, backup)));
    assertEmpty(backup);
    flip(log, 5_000_000);
    sound(take(Backup.Plan.of(data, backup)).report());
  }

  /// What a power cut may leave behind the last whole message.
  @Test
  void aTornTailIsLeftOut() throws IOException {
    Path original = dir.resolve("original");
    long end;
    try (SettlementNode node = SettlementNode.start(Nodes.config(original))) {
      Nodes.send(node, Nodes.accounts(100));
      end = Nodes.send(node, Nodes.transfers(1, 2000, 100)).position();
    }
    byte[] frames = Files.readAllBytes(original.resolve("archive/1-0.rec"));
    long logEnd = leftOpen(original);
    int message = lastFrameOfSeveral(frames, (int) end);
    for (int torn : new int[] {1, 4, 8, 31, 32, 33, 4095, 4096, 10_000, 32_767}) {
      Path data = copyOf(original);
      byte[] tail = new byte[32_768];
      System.arraycopy(frames, message, tail, 0, torn);
      relocate(tail, logEnd);
      write(data.resolve("archive/1-0.rec"), logEnd, Arrays.copyOf(tail, torn));
      Path backup = dir.resolve("backup" + torn);
      Backup.Result made = take(Backup.Plan.of(data, backup));
      assertEquals(logEnd, made.manifest().logPosition(), "torn after " + torn);
      Path restored = dir.resolve("restored" + torn);
      restore(backup, restored);
      try (SettlementNode node = SettlementNode.start(Nodes.config(restored))) {
        assertTrue(Nodes.send(node, Nodes.currency(1)).position() > end);
      }
    }
    Path data = copyOf(original);
    write(data.resolve("archive/1-0.rec"), logEnd, new byte[] {64, 0, 0, 0, 9});
    write(data.resolve("archive/1-0.rec"), logEnd + 200, new byte[] {1});
    assertRefused(
        Kind.DAMAGED,
        data.resolve("archive/1-0.rec"),
        () -> take(Backup.Plan.of(data, dir.resolve("none"))));
  }

  /// The catalog as a killed node leaves it.
  private static long leftOpen(Path data) throws IOException {
    long logEnd = -1;
    for (Recording recording : ArchiveCatalog.read(data.resolve("archive")).recordings()) {
      logEnd = recording.id() == 1 ? recording.stopPosition() : logEnd;
      int stop = RecordingDescriptorDecoder.stopPositionEncodingOffset();
      int time = RecordingDescriptorDecoder.stopTimestampEncodingOffset();
      setInCatalog(data, recording.id(), stop, AeronArchive.NULL_POSITION);
      setInCatalog(data, recording.id(), time, AeronArchive.NULL_TIMESTAMP);
    }
    return logEnd;
  }

  private static void setInCatalog(Path data, long id, int field, long value)
      throws IOException {
    Path file = data.resolve(DataFolder.ARCHIVE).resolve(ArchiveCatalog.FILE_NAME);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = new CatalogBytes(bytes).find(id);
    int length = buffer.getInt(header);
    int entry = header + RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
    buffer.putLong(entry + field, value);
    buffer.putInt(
        header + RecordingDescriptorHeaderDecoder.checksumEncodingOffset(),
        new FrameChecksum().compute(ByteBuffer.wrap(bytes, entry, length)));
    Files.write(file, bytes);
  }

  /// A frame that is as long as one can be.
  private static int lastFrameOfSeveral(byte[] frames, int end) {
    ByteBuffer bytes = ByteBuffer.wrap(frames).order(ByteOrder.LITTLE_ENDIAN);
    int found = -1;
    for (int at = 0; at < end; at += (bytes.getInt(at) + 31) / 32 * 32) {
      found = bytes.getInt(at) == SettlementNode.MTU_BYTES ? at : found;
    }
    assertTrue(found >= 0, "no long frame in the log");
    return found;
  }

  private static void relocate(byte[] frame, long position) {
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) position);
  }

  /// The archive finds the end of what a killed node was recording, and leaves the checksum of its
  /// entry as it was.
  @Test
  void aNodeThatWasKilledInASnapshotIsSoundAndBackedUp() throws IOException {
    Path data = copyOf(STOPPED);
    leftOpen(data);
    try (SettlementNode node = SettlementNode.start(Nodes.config(data))) {
      Nodes.send(node, Nodes.currency(1));
    }
    assertNull(LogVerifier.verify(data).fault());
    sound(take(Backup.Plan.of(data, dir.resolve("backup"))).report());
  }

  @Test
  void aFolderWithSomethingInItIsRefusedAndRemainsAreCleared() throws IOException {
    Path target = dir.resolve("target");
    Files.createDirectories(target);
    Files.writeString(target.resolve("mine"), "keep");
    assertRefused(Kind.WRONG_FOLDER, target, () -> take(Backup.Plan.of(STOPPED, target)));
    assertRefused(Kind.WRONG_FOLDER, STOPPED, () -> restore(STOPPED, target));
    assertEquals("keep", Files.readString(target.resolve("mine")));

    Path remains = dir.resolve("remains");
    Files.createDirectories(remains.resolve("unfinished/archive"));
    Files.writeString(remains.resolve("unfinished/archive/0-0.rec"), "half");
    Files.createDirectories(remains.resolve("cluster"));
    take(Backup.Plan.of(STOPPED, remains));
    assertFalse(Files.exists(remains.resolve("unfinished")));
    assertRefused(Kind.WRONG_FOLDER, remains, () -> take(Backup.Plan.of(STOPPED, remains)));
    assertRefused(Kind.WRONG_FOLDER, remains, () -> take(Backup.Plan.of(remains, target)));
    assertRefused(Kind.WRONG_FOLDER, dir.resolve("none"), () -> restore(dir.resolve("none"), dir));
  }

  @Test
  void aSecondBackupTakesOnlyWhatIsNew() throws IOException {
    Path data = copyOf(STOPPED);
    Path first = dir.resolve("first");
    BackupManifest before = take(Backup.Plan.of(data, first)).manifest();
    Path other = copyOf(STOPPED);
    try (SettlementNode node = SettlementNode.start(Nodes.config(data))) {
      load(node, 40, 40);
    }
    Path second = dir.resolve("second");
    Backup.Result made = take(Backup.Plan.of(data, second).withBase(first));
    assertEquals(32 << 20, made.bytesLinked());
    Path third = dir.resolve("third");
    assertEquals(64 << 20, take(Backup.Plan.of(data, third).withBase(second)).bytesLinked());
    IoUtil.delete(first.toFile(), false);
    IoUtil.delete(second.toFile(), false);
    sound(restore(third, dir.resolve("restored")).report());
    assertEquals(before.logId(), BackupManifest.read(third).logId());

    // It began as the same log and went its own way.
    try (SettlementNode node = SettlementNode.start(Nodes.config(other))) {
      load(node, 80, 40);
    }
    Path fourth = dir.resolve("fourth");
    BackupException e =
        assertThrows(
            BackupException.class,
            () -> take(Backup.Plan.of(other, fourth).withBase(third)));
    assertEquals("base is of another log", e.getMessage());
    assertEmpty(fourth);
  }

  @Test
  void retentionMakesItBeginAnew() throws IOException {
    Path data = copyOf(STOPPED);
    NodeConfig config = Nodes.config(data).withRetention(Retention.BEHIND_READERS);
    Path backup = dir.resolve("backup");
    AtomicInteger copies = new AtomicInteger();
    try (SettlementNode node = SettlementNode.start(config)) {
      long last = load(node, 40, 40);
      node.journal().consumed("reader", last);
      Backup.Progress dropping =
          (bytes, of) -> {
            // The first steps of each attempt are small; then the log's files are on their way.
            if (bytes > 4 << 20 && copies.get() == 0) {
              copies.incrementAndGet();
              node.takeSnapshot();
              await(() -> !Files.exists(data.resolve("archive/1-33554432.rec")));
            }
          };
      VerifyReport report =
          sound(Backup.take(Backup.Plan.of(data, backup), dropping).report());
      assertEquals(1, copies.get());
      assertTrue(report.firstPosition() > 0, "what was dropped is not in it");
    }
    Path restored = dir.resolve("restored");
    restore(backup, restored);
    try (SettlementNode node = SettlementNode.start(Nodes.config(restored))) {
      Nodes.send(node, Nodes.currency(1));
    }
    assertNull(LogVerifier.verify(restored).fault());
  }

  @Test
  void aFileThatIsMissingIsNamedAfterSomeTries() throws IOException {
    Path data = copyOf(STOPPED);
    Path log = data.resolve("archive/1-33554432.rec");
    Files.delete(log);
    Path backup = dir.resolve("backup");
    assertRefused(Kind.OVERTAKEN, log, () -> take(Backup.Plan.of(data, backup)));
    assertEmpty(backup);
  }

  /// A limit on the length of files makes a write fail in the middle, as a full disk does.
  @Test
  void aTargetThatTakesNoMoreLeavesNothingBehind() throws Exception {
    Path backup = dir.resolve("backup");
    ProcessBuilder plain =
        Nodes.process(BackupTest.class, STOPPED.toString(), backup.toString());
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 20000; exec \"$@\"", ""));
    limited.addAll(plain.command());
    Process process = plain.command(limited).start();
    assertEquals("ENVIRONMENT target cannot be written: File too large",
        process.inputReader().readLine());
    assertEquals(0, process.waitFor());
    assertEmpty(backup);
    sound(take(Backup.Plan.of(STOPPED, backup)).report());

    long all = Files.getFileStore(dir).getTotalSpace();
    BackupException e =
        assertThrows(BackupException.class, () -> CheckedCopy.needSpace(dir, all));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.endsWith("bytes of space left and needs " + all), said);
  }

  /// Makes a backup and says how it ended.
  ///
  /// @param args data folder, target
  public static void main(String[] args) {
    try {
      take(Backup.Plan.of(Path.of(args[0]), Path.of(args[1])));
      System.out.println("made");
    } catch (BackupException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }

  @Test
  void whatLiesBesideTheLogComesAlong() throws IOException {
    Path data = copyOf(STOPPED);
    Path state = StateFiles.list(data.resolve("state")).getFirst();
    Files.writeString(data.resolve("state/18.state.new"), "half");
    Files.writeString(data.resolve("member"), "member 2\n");
    Files.writeString(data.resolve("notes"), "not ours");
    Path backup = dir.resolve("backup");
    take(
        Backup.Plan.of(data, backup)
            .withReadSide(new Rows("readside.sqlite"))
            .withBesides(List.of(new Rows("texts.sqlite"))));
    Path restored = dir.resolve("restored");
    restore(backup, restored);
    assertEquals("rows", Files.readString(restored.resolve("texts.sqlite")));
    assertEquals(-1, Files.mismatch(state, restored.resolve(data.relativize(state))));
    assertEquals("member 2\n", Files.readString(restored.resolve("member")));
    for (String name : new String[] {"state/18.state.new", "notes", "readside.sqlite"}) {
      assertFalse(Files.exists(restored.resolve(name)), name);
    }
  }

  /// A database that says what it is.
  private record Rows(String fileName) implements Backup.Database {

    @Override
    public void copyTo(Path file) throws IOException {
      Files.writeString(file, "rows");
    }
  }

  @Test
  void theReadSideComesAlongWhereTheJournalHasLostItsBeginning() throws IOException {
    Path data = copyOf(STOPPED);
    byte[] journal = Files.readAllBytes(data.resolve("archive/0-0.rec"));
    int first = ByteBuffer.wrap(journal).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    int start = RecordingDescriptorDecoder.startPositionEncodingOffset();
    setInCatalog(data, 0, start, (first + 31) / 32 * 32);
    Path backup = dir.resolve("backup");
    take(Backup.Plan.of(data, backup).withReadSide(new Rows("readside.sqlite")));
    Path restored = dir.resolve("restored");
    restore(backup, restored);
    assertEquals("rows", Files.readString(restored.resolve("readside.sqlite")));
  }

  private static Backup.Result take(Backup.Plan plan) {
    return Backup.take(plan, (bytes, of) -> assertTrue(bytes <= of));
  }

  private static Restore.Result restore(Path backup, Path data) {
    return Restore.restore(
        backup, data, Backup.Check.EVERYTHING, (bytes, of) -> assertTrue(bytes <= of));
  }

  private static VerifyReport sound(@Nullable VerifyReport report) {
    assertNotNull(report, "it was not verified");
    assertNull(report.fault());
    return report;
  }

  private static String digest(VerifyReport report) {
    return String.valueOf(Objects.requireNonNull(report.engine()).digest());
  }

  private static void assertRefused(Kind kind, Path file, Runnable what) {
    BackupException e = assertThrows(BackupException.class, what::run);
    assertEquals(kind, e.kind(), e.getMessage());
    assertEquals(file, e.file(), e.getMessage());
  }

  private static void assertEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertArrayEquals(
          new String[] {"lock"}, files.map(f -> f.getFileName().toString()).toArray());
    }
  }

  private Path copyOf(Path data) throws IOException {
    Path copy = Files.createTempDirectory(dir, "copy").resolve("data");
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(data.relativize(file)));
      }
    }
    return copy;
  }

  private static void flip(Path file, long offset) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) (one.get(0) ^ 1)).rewind();
      channel.write(one, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, long offset, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), offset);
    }
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    write(file, Files.size(file), bytes);
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
