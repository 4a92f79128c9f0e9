package kontor.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import kontor.cluster.Backup;
import kontor.cluster.BackupException;
import kontor.cluster.BackupManifest;
import kontor.cluster.Restore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A data folder from a backup.
@Command(
    name = "restore",
    header = "Make a data folder from a backup.",
    description = {
      "Every file is compared with the backup's manifest, and the whole is verified unless told",
      "otherwise. A node started on it goes on behind the last command of the backup.",
      "Example: ./kontor restore --from /backup/tuesday --data /var/lib/kontor",
      ""
    })
final class RestoreCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--from", required = true, paramLabel = "BACKUP", description = "The backup.")
  private @Nullable Path from;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the node; empty or not there.")
  private @Nullable Path data;

  @Option(names = "--no-verify", description = "Do not derive everything anew from the copy.")
  private boolean noVerify;

  @Override
  public Integer call() {
    if (from == null || data == null) {
      throw CliFault.usage("--from and --data are required");
    }
    Backup.Check check = noVerify ? Backup.Check.NOTHING : Backup.Check.EVERYTHING;
    try {
      print(data, Restore.restore(from, data, check, new CopyProgress(common)));
    } catch (BackupException e) {
      throw BackupCommand.fault(e);
    }
    return ExitCodes.DONE;
  }

  private void print(Path folder, Restore.Result result) {
    BackupManifest manifest = result.manifest();
    if (common.json()) {
      common.print(BackupCommand.json(manifest, result.report()));
      return;
    }
    common.out().println(
        "restored log positions up to " + manifest.logPosition() + " into " + folder
            + ", from a backup begun " + manifest.takenAt());
    common.out().println(BackupCommand.verified(result.report()));
    common.out().println("start it with ./kontor run --data " + folder);
    common.out().flush();
  }
}
