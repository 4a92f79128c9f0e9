package kontor.cluster;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import kontor.cluster.Backup.Check;
import kontor.cluster.Backup.Progress;
import kontor.cluster.BackupException.Kind;
import kontor.cluster.BackupManifest.FileEntry;
import org.jspecify.annotations.Nullable;

/// Makes a data folder from a backup. The backup is only read, and can be used again.
public final class Restore {

  private final Path backup;
  private final BackupManifest manifest;
  private final Progress progress;
  private long bytesDone;

  /// @param report what the verifier found, which is no fault; null if it was not asked
  public record Result(BackupManifest manifest, @Nullable VerifyReport report) {}

  private Restore(Path backup, BackupManifest manifest, Progress progress) {
    this.backup = backup;
    this.manifest = manifest;
    this.progress = progress;
  }

  /// @param dataDir empty or not there
  /// @throws BackupException if the backup is not what it was when it was made, or the folder
  ///     cannot take it; the folder is left as it was, but for an empty file `lock`
  public static Result restore(Path backup, Path dataDir, Check check, Progress progress) {
    BackupManifest manifest = BackupManifest.read(backup);
    try (StagedFolder target = StagedFolder.begin(dataDir, backup)) {
      CheckedCopy.needSpace(target.staging(), manifest.bytes());
      Restore restore = new Restore(backup, manifest, progress);
      CheckedCopy copy = new CheckedCopy(target.staging(), restore::advance);
      for (FileEntry entry : manifest.files()) {
        restore.copy(copy, entry);
      }
      VerifyReport report = check == Check.NOTHING ? null : restore.verify(target.staging());
      target.finish();
      return new Result(manifest, report);
    }
  }

  private void copy(CheckedCopy copy, FileEntry entry) {
    Path file = backup.resolve(entry.path());
    try {
      if (Files.size(file) != entry.bytes()) {
        throw new BackupException(Kind.DAMAGED, "file of the backup is of another length", file);
      }
      if (!copy.file(file, entry.path(), entry.bytes()).equals(entry)) {
        throw new BackupException(Kind.DAMAGED, "file of the backup is damaged", file);
      }
    } catch (NoSuchFileException e) {
      throw new BackupException(Kind.DAMAGED, "file of the backup is missing", file, e);
    } catch (EOFException e) {
      throw new BackupException(Kind.DAMAGED, "file of the backup is cut", file, e);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new BackupException(Kind.ENVIRONMENT, "backup cannot be read: " + why, file, e);
    }
  }

  private void advance(long bytes) {
    bytesDone += bytes;
    progress.copied(bytesDone, manifest.bytes());
  }

  private VerifyReport verify(Path staging) {
    progress.verifying();
    VerifyReport report = LogVerifier.verify(staging);
    VerifyReport.Fault fault = report.fault();
    if (fault != null) {
      // Every bit is as it was when the backup was made: it was made of a damaged node.
      throw new BackupException(
          Kind.DAMAGED, Backup.sentence(fault), backup.resolve(DataFolder.ARCHIVE));
    }
    return report;
  }
}
