package kontor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.jspecify.annotations.Nullable;

/// A node's data folder, held for one node by a lock of the operating system, which ends with
/// the process however it ends. Who holds it may remove what a killed node left behind.
///
/// A member's folder says whose it is: the end of its log may be nobody else's, and a node alone
/// would take it for the truth.
final class DataFolder implements AutoCloseable {

  static final String LOCK_FILE = "lock";
  static final String ARCHIVE = "archive";
  static final String CLUSTER = "cluster";
  static final String STATE = "state";

  /// Says whose it is; missing if it was a node alone's from the first.
  static final String MEMBER_FILE = "member";

  static final String ALONE = "a node alone";
  static final String STANDBY = "a standby";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String DRIVER = "driver";

  /// Ways into and out of the log, the log itself, the journal and a replay, and at a leader those
  /// of the other members' clients: three terms of each.
  private static final int DRIVER_TERMS_ALONE = 15;

  private static final int DRIVER_TERMS = 36;

  private static final List<String> LIVENESS_FILES =
      List.of("archive-mark.dat", "cluster-mark.dat", "cluster-mark-service-0.dat");

  private final Path dir;
  private final FileChannel channel;
  private final Path driverDir;
  private final LogClock clock;

  private DataFolder(Path dir, FileChannel channel, Path driverDir, LogClock clock) {
    this.dir = dir;
    this.channel = channel;
    this.driverDir = driverDir;
    this.clock = clock;
  }

  /// @throws NodeInUseException if another node has it
  /// @throws WrongFolderException if it belongs to another sort of node
  /// @throws ClockSetException if its clock may not be set as wished
  static DataFolder take(NodeConfig config) {
    return take(config, owner(config.membership()));
  }

  /// The same, for a standby.
  static DataFolder takeForStandby(NodeConfig config) {
    return take(config, STANDBY);
  }

  static String owner(@Nullable Membership membership) {
    return membership == null ? ALONE : member(membership.memberId());
  }

  static String member(int memberId) {
    return "member " + memberId;
  }

  private static DataFolder take(NodeConfig config, String owner) {
    Path dataDir = config.dataDir();
    try {
      Files.createDirectories(dataDir);
      Path dir = dataDir.toRealPath();
      FileChannel channel =
          FileChannel.open(
              dir.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new NodeInUseException(dir);
      }
      try {
        boolean isNew = claim(dir, owner);
        LogClock clock = LogClock.set(dir, isNew, config.clock());
        DataFolder folder = new DataFolder(dir, channel, driverDir(dir, config), clock);
        folder.removeRemains();
        return folder;
      } catch (RuntimeException | IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// @return whether it had nobody before
  private static boolean claim(Path dir, String wanted) throws IOException {
    if (Files.exists(dir.resolve(BackupManifest.FILE_NAME))) {
      throw WrongFolderException.backup(dir);
    }
    Path file = dir.resolve(MEMBER_FILE);
    String owner = Files.exists(file) ? Files.readString(file).strip() : ALONE;
    boolean isNew = !Files.exists(file) && !Files.exists(dir.resolve(ARCHIVE));
    if (!isNew && !owner.equals(wanted)) {
      throw new WrongFolderException(dir, owner, wanted);
    }
    if (isNew && !wanted.equals(ALONE)) {
      Files.writeString(file, wanted + "\n");
    }
    return isNew;
  }

  /// From now on it is another's.
  void giveTo(String owner) throws IOException {
    Path fresh = dir.resolve(MEMBER_FILE + ".new");
    Files.writeString(fresh, owner + "\n");
    RecordingCut.sync(fresh);
    Files.move(
        fresh,
        dir.resolve(MEMBER_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    RecordingCut.sync(dir);
  }

  /// With the marks of life too: they are mapped into memory and written when something fails, and
  /// on a disk that is full that would end the thread that met it.
  ///
  /// In shared memory if it has room, under a name that follows from the folder's, so that
  /// several nodes run on one machine and a restart finds the remains.
  private static Path driverDir(Path dir, NodeConfig config) {
    long terms = config.membership() == null ? DRIVER_TERMS_ALONE : DRIVER_TERMS;
    Path shared =
        SHARED_MEMORY.resolve(
            "kontor-" + UUID.nameUUIDFromBytes(dir.toString().getBytes(StandardCharsets.UTF_8)));
    IoUtil.delete(shared.toFile(), true);
    boolean roomy =
        Files.isWritable(SHARED_MEMORY)
            && SHARED_MEMORY.toFile().getUsableSpace() > terms * config.sizes().termBytes();
    return roomy ? shared : dir.resolve(DRIVER);
  }

  /// Marks of life of a node that is no more would make the next one wait ten seconds.
  private void removeRemains() throws IOException {
    IoUtil.delete(dir.resolve(DRIVER).toFile(), true);
    for (Path sub : List.of(archive(), cluster())) {
      Files.createDirectories(sub);
      try (Stream<Path> files = Files.list(sub)) {
        for (Path file : files.toList()) {
          if (LIVENESS_FILES.contains(file.getFileName().toString())) {
            Files.delete(file);
          }
        }
      }
    }
  }

  Path dir() {
    return dir;
  }

  Path archive() {
    return dir.resolve(ARCHIVE);
  }

  Path cluster() {
    return dir.resolve(CLUSTER);
  }

  Path state() {
    return dir.resolve(STATE);
  }

  Path driver() {
    return driverDir;
  }

  LogClock clock() {
    return clock;
  }

  /// Leaves the lock file: removing it would let two nodes lock two files of one name.
  @Override
  public void close() {
    IoUtil.delete(driverDir.toFile(), true);
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
