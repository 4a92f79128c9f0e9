package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kontor.cluster.LogVerifier;
import kontor.cluster.VerifyReport;
import kontor.readside.ReadDatabase;
import kontor.readside.ReadSideAudit;
import kontor.server.KontorServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Derives everything anew from the log and compares.
@Command(
    name = "verify",
    header = "Check a stopped node's data folder to the last bit and derive everything anew.",
    description = {
      "Compares log, journal, snapshots and read side; names the first difference.",
      "Exit codes: 0 sound, 1 a fault or a difference, 2 no such folder, 3 it cannot be read.",
      "Example: ./kontor verify --data /var/lib/kontor",
      ""
    })
final class VerifyCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    if (data == null || !Files.isDirectory(data)) {
      throw CliFault.usage(data + " is not a folder; give the --data of a node that has run");
    }
    VerifyReport report = LogVerifier.verify(data);
    ReadSideAudit.Difference difference = report.isSound() ? readSide(data, report) : null;
    if (common.json()) {
      common.print(json(report, difference));
    } else {
      print(report, difference);
    }
    return report.isSound() && difference == null ? ExitCodes.DONE : ExitCodes.REFUSED;
  }

  private static ReadSideAudit.@Nullable Difference readSide(Path data, VerifyReport report) {
    Path file = data.resolve(KontorServer.DATABASE);
    if (report.engine() == null || !Files.exists(file)) {
      return null;
    }
    try (ReadDatabase database = ReadDatabase.open(file)) {
      return new ReadSideAudit(database).firstDifference(report.engine());
    }
  }

  private void print(VerifyReport report, ReadSideAudit.@Nullable Difference difference) {
    common.out().println(
        report.commands() + " commands, " + report.events() + " events and "
            + report.snapshots() + " snapshots checked, " + report.bytesChecked()
            + " bytes, log positions " + report.firstPosition() + " to "
            + report.lastPosition());
    VerifyReport.Fault fault = report.fault();
    if (fault != null) {
      common.out().println("FAULT: " + fault.what() + place(fault));
    } else if (difference != null) {
      common.out().println(
          "DIFFERENCE: " + difference.subject() + " " + difference.name() + ", "
              + difference.field() + ": derived from the log "
              + difference.inEngine() + ", in the read side " + difference.inReadSide()
              + "; make the read side anew with ./kontor run --rebuild");
    } else {
      common.out().println("sound: log, journal, snapshots and read side agree");
    }
    common.out().flush();
  }

  private static String place(VerifyReport.Fault fault) {
    return fault.file().isEmpty()
        ? ""
        : " (" + fault.file() + " byte " + fault.offset() + ", log position " + fault.position()
            + ")";
  }

  private static ObjectNode json(
      VerifyReport report, ReadSideAudit.@Nullable Difference difference) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sound", report.isSound() && difference == null);
    json.put("commands", report.commands());
    json.put("events", report.events());
    json.put("snapshots", report.snapshots());
    json.put("bytesChecked", report.bytesChecked());
    json.put("firstPosition", report.firstPosition());
    json.put("lastPosition", report.lastPosition());
    VerifyReport.Fault fault = report.fault();
    if (fault != null) {
      ObjectNode one = json.putObject("fault");
      one.put("what", fault.what());
      one.put("file", fault.file());
      one.put("offset", fault.offset());
      one.put("position", fault.position());
    }
    if (difference != null) {
      ObjectNode one = json.putObject("difference");
      one.put("subject", difference.subject());
      one.put("name", difference.name());
      one.put("field", difference.field());
      one.put("inLog", difference.inEngine());
      one.put("inReadSide", difference.inReadSide());
    }
    return json;
  }
}
