package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.cluster.Backup;
import kontor.cluster.BackupException;
import kontor.cluster.BackupManifest;
import kontor.cluster.VerifyReport;
import kontor.readside.ReadDatabase;
import kontor.readside.ReadSideException;
import kontor.server.KontorServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A copy of a node's data folder from which a node can start.
@Command(
    name = "backup",
    header = "Copy the data folder of a node, which may be running.",
    description = {
      "All that was answered before it began is in it; it is verified unless told otherwise.",
      "The read side is not copied where a node makes it again from the log.",
      "Example: ./kontor backup --data /var/lib/kontor --to /backup/tuesday",
      "Example: ./kontor backup --data /var/lib/kontor --to /backup/wednesday"
          + " --base /backup/tuesday",
      ""
    })
final class BackupCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
  private @Nullable Path data;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NEWDIR",
      description = "Folder for the backup; empty or not there.")
  private @Nullable Path to;

  @Option(
      names = "--base",
      paramLabel = "BACKUP",
      description = "An older backup of the same node: what it has is linked, not copied again.")
  private @Nullable Path base;

  @Option(names = "--no-verify", description = "Do not derive everything anew from the copy.")
  private boolean noVerify;

  @Override
  public Integer call() {
    if (data == null || to == null) {
      throw CliFault.usage("--data and --to are required");
    }
    Backup.Plan plan =
        Backup.Plan.of(data, to)
            .withBase(base)
            .withCheck(noVerify ? Backup.Check.NOTHING : Backup.Check.EVERYTHING)
            .withBesides(Sqlite.ifThere(data, KontorServer.REFERENCES));
    for (Backup.Database readSide : Sqlite.ifThere(data, KontorServer.DATABASE)) {
      plan = plan.withReadSide(readSide);
    }
    try {
      Backup.Result result = Backup.take(plan, new CopyProgress(common));
      print(to, result);
    } catch (BackupException e) {
      throw fault(e);
    }
    return ExitCodes.DONE;
  }

  /// A file that SQLite copies, which knows how to while it is being written.
  private record Sqlite(Path folder, String fileName) implements Backup.Database {

    static List<Backup.Database> ifThere(Path folder, String fileName) {
      return Files.exists(folder.resolve(fileName))
          ? List.of(new Sqlite(folder, fileName))
          : List.of();
    }

    @Override
    public void copyTo(Path target) throws IOException {
      try {
        ReadDatabase.copy(folder.resolve(fileName), target);
      } catch (ReadSideException e) {
        throw new IOException(fileName + " cannot be copied: " + e.getCause(), e);
      }
    }
  }

  private void print(Path target, Backup.Result result) {
    BackupManifest manifest = result.manifest();
    VerifyReport report = result.report();
    boolean hasReadSide =
        manifest.files().stream().anyMatch(f -> f.path().equals(KontorServer.DATABASE));
    if (common.json()) {
      ObjectNode json = json(manifest, report);
      json.put("bytesLinked", result.bytesLinked());
      json.put("readSide", hasReadSide);
      common.print(json);
      return;
    }
    common.out().println(
        "backup of log positions up to " + manifest.logPosition() + " in " + target + ": "
            + manifest.files().size() + " files, " + manifest.bytes() + " bytes, "
            + result.bytesLinked() + " of them linked; begun " + manifest.takenAt());
    common.out().println(verified(report));
    if (!hasReadSide) {
      common.out().println("the read side is not in it: a node makes it again from the log");
    }
    common.out().flush();
  }

  static String verified(@Nullable VerifyReport report) {
    return report == null
        ? "not verified; ./kontor verify --data runs on the folder"
        : "verified: " + report.commands() + " commands, " + report.events() + " events and "
            + report.snapshots() + " snapshots agree";
  }

  static ObjectNode json(BackupManifest manifest, @Nullable VerifyReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("logPosition", manifest.logPosition());
    json.put("takenAt", manifest.takenAt().toString());
    json.put("logId", manifest.logId());
    json.put("files", manifest.files().size());
    json.put("bytes", manifest.bytes());
    json.put("verified", report != null);
    if (report != null) {
      json.put("commands", report.commands());
      json.put("events", report.events());
      json.put("snapshots", report.snapshots());
    }
    return json;
  }

  static CliFault fault(BackupException e) {
    String text = e.getMessage() + ": " + e.file();
    return switch (e.kind()) {
      case WRONG_FOLDER -> CliFault.usage(text);
      case DAMAGED -> CliFault.refused(text);
      case OVERTAKEN -> CliFault.refused(text + "; try again");
      case ENVIRONMENT -> CliFault.environment(text);
    };
  }
}
