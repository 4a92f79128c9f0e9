package kontor.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kontor.cluster.BackupException.Kind;
import org.agrona.IoUtil;

/// A folder that is filled below a name that says that it is not whole, and then moved into place.
/// Locked meanwhile, so that neither a node nor a second filling meets it. A folder in which that
/// name is found holds the remains of a filling that was killed, and counts as empty.
final class StagedFolder implements AutoCloseable {

  private static final String UNFINISHED = "unfinished";

  private final Path dir;
  private final FileChannel lock;
  private final Path staging;

  private StagedFolder(Path dir, FileChannel lock) {
    this.dir = dir;
    this.lock = lock;
    this.staging = dir.resolve(UNFINISHED);
  }

  /// @param source folder that is only read, so neither may lie in the other
  /// @throws BackupException if it holds anything, or is in use
  static StagedFolder begin(Path dir, Path source) {
    try {
      Path real = realPath(dir);
      if (real.startsWith(source.toRealPath()) || source.toRealPath().startsWith(real)) {
        throw new BackupException(
            Kind.WRONG_FOLDER, "target and what is copied are one in the other", dir);
      }
      if (Files.exists(dir) && !Files.isDirectory(dir)) {
        throw new BackupException(Kind.WRONG_FOLDER, "target is not a folder", dir);
      }
      if (!isFree(dir)) {
        throw new BackupException(Kind.WRONG_FOLDER, "target is not empty", dir);
      }
      Files.createDirectories(dir);
      FileChannel lock =
          FileChannel.open(
              dir.resolve(DataFolder.LOCK_FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!isLocked(lock)) {
        lock.close();
        throw new BackupException(Kind.ENVIRONMENT, "target is in use", dir);
      }
      StagedFolder folder = new StagedFolder(dir, lock);
      folder.clear();
      return folder;
    } catch (IOException e) {
      throw CheckedCopy.unwritable(dir, e);
    }
  }

  /// Its real name, as far as it is there.
  private static Path realPath(Path dir) throws IOException {
    Path there = dir.toAbsolutePath().normalize();
    Path whole = there;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there.toRealPath().resolve(there.relativize(whole));
  }

  private static boolean isFree(Path dir) throws IOException {
    return !Files.exists(dir)
        || Files.exists(dir.resolve(UNFINISHED))
        || contents(dir).isEmpty();
  }

  /// All but the lock file, which stays: removing it would let two lock two files of one name.
  private static List<Path> contents(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(f -> !f.endsWith(DataFolder.LOCK_FILE)).toList();
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// Where the files are to be put.
  Path staging() {
    return staging;
  }

  /// Begins anew.
  void clear() {
    try {
      removeContents();
      Files.createDirectories(staging);
      Files.createFile(staging.resolve(DataFolder.LOCK_FILE));
    } catch (IOException e) {
      throw CheckedCopy.unwritable(dir, e);
    }
  }

  /// The name that says that the rest is not whole goes last.
  private void removeContents() throws IOException {
    for (Path file : contents(dir)) {
      if (!file.equals(staging)) {
        IoUtil.delete(file.toFile(), false);
      }
    }
    IoUtil.delete(staging.toFile(), true);
  }

  /// Moves everything into place. What a node or a restore looks for comes last, so that neither
  /// takes a part for the whole if this is broken off.
  void finish() {
    try {
      List<Path> files = contents(staging);
      for (Path file : files.stream().sorted(Comparator.comparing(StagedFolder::rank)).toList()) {
        Files.move(file, dir.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
      syncFolders(dir);
      Files.delete(staging.resolve(DataFolder.LOCK_FILE));
      Files.delete(staging);
      CheckedCopy.sync(dir);
    } catch (IOException e) {
      throw CheckedCopy.unwritable(dir, e);
    }
  }

  private static int rank(Path file) {
    if (file.endsWith(BackupManifest.FILE_NAME)) {
      return 3;
    }
    if (file.endsWith(DataFolder.ARCHIVE)) {
      return 2;
    }
    return 1;
  }

  private static void syncFolders(Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      files.filter(Files::isDirectory).forEach(CheckedCopy::sync);
    }
  }

  /// Leaves nothing of a filling that was not finished.
  @Override
  public void close() {
    try {
      if (Files.exists(staging)) {
        removeContents();
      }
      lock.close();
    } catch (IOException e) {
      throw CheckedCopy.unwritable(dir, e);
    }
  }
}
