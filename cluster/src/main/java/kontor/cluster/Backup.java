package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.cluster.RecordingLog;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kontor.cluster.BackupException.Kind;
import kontor.cluster.BackupManifest.FileEntry;
import org.jspecify.annotations.Nullable;

/// Copies a node's data folder while the node runs, without the node's help, or when it is
/// stopped. The copy is what a kill at one log position would have left, at its best: no torn
/// frame and no half message stands at an end for a start to stumble over.
///
/// It rests on the order of what is looked at. The log only grows, the journal follows from the
/// log, and what the cluster folder names was whole before it was named. So: first the cluster
/// folder, then the archive's catalog, then the end of the journal and of every other recording,
/// and last the end of the log. Nothing in the copy then points to what is not in it; and since
/// an answer leaves only when its command is in the log's file, all that was answered before is
/// in it. Up to those ends files do not change any more, and are copied at leisure.
///
/// Only retention takes files away. Then all is begun anew, behind it.
public final class Backup {

  private static final int ATTEMPTS_MAX = 5;
  private static final int READS_MAX = 50;
  private static final long READ_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final String NODE_STATE = DataFolder.CLUSTER + "/node-state.dat";
  private static final String RECORDING_LOG =
      DataFolder.CLUSTER + "/" + RecordingLog.RECORDING_LOG_FILE_NAME;

  private final Plan plan;
  private final Progress progress;
  private final StagedFolder target;
  private final @Nullable BackupManifest base;
  private final Map<String, FileEntry> entries = new TreeMap<>();
  private long bytesDone;
  private long bytesLinked;
  private long bytesTotal;

  /// @param base an older backup of the same log: files that it has are linked instead of copied,
  ///     where both are on one file system
  /// @param readSide copied only where it could not be made again: the journal's beginning was
  ///     dropped
  /// @param besides databases that nothing makes again
  public record Plan(
      Path dataDir,
      Path target,
      @Nullable Path base,
      Check check,
      @Nullable Database readSide,
      List<Database> besides) {

    public static Plan of(Path dataDir, Path target) {
      return new Plan(dataDir, target, null, Check.EVERYTHING, null, List.of());
    }

    public Plan withBase(@Nullable Path base) {
      return new Plan(dataDir, target, base, check, readSide, besides);
    }

    public Plan withCheck(Check check) {
      return new Plan(dataDir, target, base, check, readSide, besides);
    }

    public Plan withBesides(List<Database> besides) {
      return new Plan(dataDir, target, base, check, readSide, besides);
    }

    public Plan withReadSide(@Nullable Database readSide) {
      return new Plan(dataDir, target, base, check, readSide, besides);
    }
  }

  /// Whether the copy is verified as a data folder.
  public enum Check {
    EVERYTHING,
    NOTHING
  }

  /// A database in the data folder, which only its owner knows how to copy while it is written.
  public interface Database {
    String fileName();

    /// Writes a whole copy to a file that does not exist.
    void copyTo(Path file) throws IOException;
  }

  /// Hears how it goes.
  public interface Progress {
    void copied(long bytes, long ofBytes);

    default void verifying() {}
  }

  /// @param report what the verifier found, which is no fault; null if it was not asked
  public record Result(
      BackupManifest manifest, long bytesLinked, @Nullable VerifyReport report) {}

  /// What was to be copied is gone: retention dropped it.
  private static final class Overtaken extends IOException {
    private static final long serialVersionUID = 1L;

    Overtaken(String what) {
      super(what);
    }
  }

  private record Archive(String name, Path dir, CatalogBytes bytes, ArchiveCatalog catalog) {}

  private record Part(Archive archive, Recording recording, long end) {}

  private Backup(Plan plan, Progress progress, StagedFolder target) {
    this.plan = plan;
    this.progress = progress;
    this.target = target;
    this.base = plan.base() == null ? null : BackupManifest.read(plan.base());
  }

  /// @throws BackupException if there is no backup to be had; the target is left as it was
  public static Result take(Plan plan, Progress progress) {
    Path data = plan.dataDir();
    if (!Files.exists(data.resolve(RECORDING_LOG))
        || Files.exists(data.resolve(BackupManifest.FILE_NAME))) {
      throw new BackupException(Kind.WRONG_FOLDER, "folder is not that of a node", data);
    }
    try (StagedFolder target = StagedFolder.begin(plan.target(), data)) {
      Backup backup = new Backup(plan, progress, target);
      BackupManifest manifest = backup.copy();
      VerifyReport report = backup.verify();
      new CheckedCopy(target.staging(), n -> {})
          .bytes(manifest.encode(), BackupManifest.FILE_NAME);
      target.finish();
      return new Result(manifest, backup.bytesLinked, report);
    }
  }

  private BackupManifest copy() {
    String gone = "";
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
      try {
        return attempt();
      } catch (NoSuchFileException | EOFException | Overtaken e) {
        gone = String.valueOf(e.getMessage());
        target.clear();
        entries.clear();
        bytesDone = 0;
        bytesLinked = 0;
        bytesTotal = 0;
      } catch (IOException e) {
        throw new BackupException(
            Kind.ENVIRONMENT, "folder cannot be read: " + e.getMessage(), plan.dataDir(), e);
      }
    }
    throw new BackupException(
        Kind.OVERTAKEN,
        "file is missing, or was dropped each time it was to be copied",
        plan.dataDir().resolve(gone));
  }

  private BackupManifest attempt() throws IOException {
    Instant takenAt = Instant.now();
    CheckedCopy copy = new CheckedCopy(target.staging(), this::advance);
    copyIfThere(copy, DurableReaders.FILE_NAME);
    copyIfThere(copy, DataFolder.MEMBER_FILE);
    copyIfThere(copy, LogClock.FILE);
    // Behind the journal, so that it can catch up.
    boolean hasReadSide = copyReadSide(copy);
    copyCluster(copy);
    List<Archive> archives = readCatalogs();
    if (!hasReadSide && plan.readSide() != null && isJournalCut(archives)) {
      throw new Overtaken("journal");
    }
    List<Part> parts = findEnds(archives);
    Part log = parts.getLast();
    // Ahead of the log, so that they have all that it refers to.
    for (Database database : plan.besides()) {
      copyDatabase(copy, database);
    }
    copyRecordings(copy, parts);
    for (Archive archive : archives) {
      put(copy.bytes(archive.bytes().bytes(), archive.name() + "/" + ArchiveCatalog.FILE_NAME));
    }
    String logId = log.archive().bytes().identity(log.recording().id());
    return new BackupManifest(takenAt, logId, log.end(), List.copyOf(entries.values()));
  }

  private void copyIfThere(CheckedCopy copy, String path) throws IOException {
    Path file = plan.dataDir().resolve(path);
    if (Files.exists(file)) {
      put(copy.bytes(Files.readAllBytes(file), path));
    }
  }

  private boolean copyReadSide(CheckedCopy copy) throws IOException {
    Database readSide = plan.readSide();
    if (readSide == null || !isJournalCut(readCatalogs())) {
      return false;
    }
    copyDatabase(copy, readSide);
    return true;
  }

  private void copyDatabase(CheckedCopy copy, Database database) throws IOException {
    Path file = target.staging().resolve(database.fileName());
    database.copyTo(file);
    CheckedCopy.sync(file);
    String digest = copy.digest(file, Files.size(file));
    put(new FileEntry(database.fileName(), Files.size(file), digest));
  }

  private static boolean isJournalCut(List<Archive> archives) {
    return archives.stream()
        .map(a -> a.catalog().journal())
        .anyMatch(j -> j != null && j.startPosition() > 0);
  }

  /// Of the states that the cluster folder names, the last one with a file keeps it until a newer
  /// one has both.
  private void copyCluster(CheckedCopy copy) throws IOException {
    Path file = plan.dataDir().resolve(RECORDING_LOG);
    byte[] before = Files.readAllBytes(file);
    copyIfThere(copy, NODE_STATE);
    for (Path state : StateFiles.list(plan.dataDir().resolve(DataFolder.STATE))) {
      long bytes = Files.size(state);
      needSpace(bytes);
      bytesTotal += bytes;
      put(copy.file(state, DataFolder.STATE + "/" + state.getFileName(), bytes));
    }
    if (!Arrays.equals(before, Files.readAllBytes(file))) {
      throw new Overtaken(RECORDING_LOG);
    }
    put(copy.bytes(before, RECORDING_LOG));
  }

  private List<Archive> readCatalogs() throws IOException {
    List<Path> dirs;
    try (Stream<Path> files = Files.list(plan.dataDir())) {
      dirs = files.filter(f -> Files.exists(f.resolve(ArchiveCatalog.FILE_NAME))).sorted().toList();
    }
    List<Archive> archives = new ArrayList<>();
    for (Path dir : dirs) {
      archives.add(readCatalog(dir));
    }
    return archives;
  }

  /// An entry that is being changed does not match its checksum for a moment.
  private static Archive readCatalog(Path dir) throws IOException {
    Path file = dir.resolve(ArchiveCatalog.FILE_NAME);
    for (int i = 0; i < READS_MAX; i++) {
      byte[] bytes = Files.readAllBytes(file);
      ArchiveCatalog catalog = ArchiveCatalog.parse(dir, bytes);
      if (catalog.fault() == null) {
        String name = String.valueOf(dir.getFileName());
        return new Archive(name, dir, new CatalogBytes(bytes), catalog);
      }
      LockSupport.parkNanos(READ_AGAIN_NS);
    }
    throw new BackupException(Kind.DAMAGED, "catalog of the archive is damaged", file);
  }

  /// The log comes last: whatever else there is follows from it.
  private List<Part> findEnds(List<Archive> archives) throws IOException {
    long logId = logId();
    List<Part> parts = new ArrayList<>();
    Archive logArchive = null;
    for (Archive archive : archives) {
      boolean hasLog = archive.name().equals(DataFolder.ARCHIVE);
      logArchive = hasLog ? archive : logArchive;
      for (Recording recording : archive.catalog().recordings()) {
        if (!hasLog || recording.id() != logId) {
          parts.add(end(archive, recording));
        }
      }
    }
    Recording log = logArchive == null ? null : logArchive.catalog().byId(logId);
    if (logArchive == null || log == null) {
      throw new BackupException(Kind.WRONG_FOLDER, "folder holds no log yet", plan.dataDir());
    }
    parts.add(end(logArchive, log));
    return parts;
  }

  private long logId() {
    Path cluster = target.staging().resolve(DataFolder.CLUSTER);
    try (RecordingLog log = new RecordingLog(cluster.toFile(), false)) {
      return log.entries().stream()
          .filter(e -> e.type == RecordingLog.ENTRY_TYPE_TERM)
          .mapToLong(e -> e.recordingId)
          .findFirst()
          .orElse(Aeron.NULL_VALUE);
    }
  }

  /// A backup beside the node must leave it what it needs to go on.
  private void needSpace(long bytes) throws IOException {
    boolean isBeside =
        Files.getFileStore(plan.dataDir()).equals(Files.getFileStore(target.staging()));
    long reserve = isBeside ? NodeSizes.DEFAULT.freeBytesMin() : 0;
    CheckedCopy.needSpace(target.staging(), bytes + reserve);
  }

  private static Part end(Archive archive, Recording recording) throws IOException {
    return new Part(archive, recording, RecordingEnd.find(recording));
  }

  private void copyRecordings(CheckedCopy copy, List<Part> parts) throws IOException {
    List<Segments> all = new ArrayList<>();
    long bytes = 0;
    for (Part part : parts) {
      Segments segments = new Segments(part, lastLinked(copy, part));
      bytes += segments.bytesToCopy();
      all.add(segments);
    }
    needSpace(bytes);
    bytesTotal += bytes;
    for (Segments segments : all) {
      segments.copyAll(copy);
    }
  }

  /// The last file of a recording that the base has whole. If that is the same, so are those
  /// before: a log that went its own way from somewhere differs in everything from there on.
  private long lastLinked(CheckedCopy copy, Part part) throws IOException {
    Recording recording = part.recording();
    int length = recording.segmentBytes();
    long last = recording.segmentStart(recording.startPosition());
    FileEntry found = null;
    for (long start = last; start + length <= part.end(); start += length) {
      FileEntry entry = inBase(part, start);
      found = entry == null ? found : entry;
      last = entry == null ? last : start;
    }
    if (found == null) {
      return -1;
    }
    if (!copy.digest(recording.segmentFile(last), length).equals(found.sha256())) {
      throw new BackupException(
          Kind.WRONG_FOLDER, "base is of another log", target.staging().resolve(found.path()));
    }
    return last;
  }

  private @Nullable FileEntry inBase(Part part, long segmentStart) {
    FileEntry entry = base == null ? null : base.file(path(part, segmentStart));
    return entry != null && entry.bytes() == part.recording().segmentBytes() ? entry : null;
  }

  private static String path(Part part, long segmentStart) {
    return part.archive().name() + "/" + part.recording().segmentFile(segmentStart).getFileName();
  }

  /// The files of one recording.
  private final class Segments {
    private final Part part;
    private final long lastLinked;

    Segments(Part part, long lastLinked) {
      this.part = part;
      this.lastLinked = lastLinked;
    }

    private long first() {
      return part.recording().segmentStart(part.recording().startPosition());
    }

    private long bytes(long start) {
      return Math.min(part.end() - start, part.recording().segmentBytes());
    }

    long bytesToCopy() {
      long bytes = 0;
      for (long start = first(); start < part.end(); start += part.recording().segmentBytes()) {
        boolean isLinked = start <= lastLinked && inBase(part, start) != null;
        bytes += isLinked ? 0 : bytes(start);
      }
      return bytes;
    }

    void copyAll(CheckedCopy copy) throws IOException {
      if (part.end() == part.recording().startPosition()) {
        return;
      }
      for (long start = first(); start < part.end(); start += part.recording().segmentBytes()) {
        FileEntry linked = start <= lastLinked ? inBase(part, start) : null;
        if (linked != null && link(linked)) {
          bytesLinked += linked.bytes();
          put(linked);
        } else {
          Path source = part.recording().segmentFile(start);
          put(copy.file(source, path(part, start), bytes(start)));
        }
      }
    }

    private boolean link(FileEntry entry) {
      Path from = Objects.requireNonNull(plan.base()).resolve(entry.path());
      Path to = target.staging().resolve(entry.path());
      try {
        Files.createDirectories(to.getParent());
        if (Files.size(from) != entry.bytes()) {
          return false;
        }
        Files.createLink(to, from);
        return true;
      } catch (IOException | UnsupportedOperationException e) {
        // Another file system, or one without links: it is copied.
        return false;
      }
    }
  }

  private void put(FileEntry entry) {
    entries.put(entry.path(), entry);
  }

  private void advance(long bytes) {
    bytesDone += bytes;
    progress.copied(bytesDone, Math.max(bytesDone, bytesTotal));
  }

  private @Nullable VerifyReport verify() {
    if (plan.check() == Check.NOTHING) {
      return null;
    }
    progress.verifying();
    VerifyReport report = LogVerifier.verify(target.staging());
    VerifyReport.Fault fault = report.fault();
    if (fault != null) {
      Path file = plan.dataDir().resolve(place(fault));
      throw new BackupException(Kind.DAMAGED, sentence(fault), file);
    }
    return report;
  }

  private String place(VerifyReport.Fault fault) {
    return fault.file().isEmpty()
        ? ""
        : entries.keySet().stream()
            .filter(path -> path.endsWith("/" + fault.file()))
            .findFirst()
            .orElse(fault.file());
  }

  static String sentence(VerifyReport.Fault fault) {
    return fault.file().isEmpty()
        ? fault.what()
        : fault.what() + ", byte " + fault.offset() + ", log position " + fault.position();
  }
}
