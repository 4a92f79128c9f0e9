package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.server.agreement.AgreementJson;
import kontor.server.agreement.AgreementReader;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.AgreementText.Signature;
import kontor.server.agreement.AgreementWriter;
import kontor.server.agreement.Signing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Signs what a party has not signed yet.
@Command(
    name = "sign",
    header = "Sign an agreement, and versions of annexes that came later, for one party.",
    description = {
      "Prints a line for each text that the party has not signed as it stands: its digest and who",
      "stands for it. The digest is over the records, so comments and spaces do not count. --write",
      "enters the lines at the end of the file, in the place of the party's signatures under what",
      "the text was before; --url signs on a node, where every party must have agreed to the text",
      "first.",
      "Example: ./kontor agreement sign examples/brazil-argentina.agreement --as CIBRBRB0 \\",
      "           --by \"M. Sousa\" --checked-by \"C. Lima\"",
      ""
    })
final class AgreementSignCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--as", required = true, paramLabel = "BIC", description = "The party.")
  private String party = "";

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Option(names = "--write", description = "Enter the lines into the file.")
  private boolean isToBeWritten;

  @Parameters(paramLabel = "FILE", description = "The agreement.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    FourEyes by = change.by();
    AgreementText agreement = signedSoFar(AgreementFiles.readText(file));
    ParticipantId signer = signer(agreement.frame());
    List<Signature> signatures = new ArrayList<>();
    for (Signing.Item item : Signing.open(agreement, signer)) {
      signatures.add(new Signature(signer, item.kind(), item.version(), item.digest(), by));
    }
    if (change.isForNode()) {
      signatures.forEach(signature -> send(agreement.frame().id(), signature));
    }
    if (isToBeWritten && !signatures.isEmpty()) {
      write(signatures);
    }
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("file", file.toString());
      ArrayNode list = json.putArray("signatures");
      signatures.forEach(signature -> list.add(AgreementJson.of(signature)));
      common.print(json);
    } else if (signatures.isEmpty()) {
      common.out().println(signer + " has signed everything");
    } else {
      signatures.forEach(s -> common.out().println(AgreementWriter.line(s)));
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  /// The text with the signatures that are known where it is to be signed.
  private AgreementText signedSoFar(AgreementText agreement) {
    if (!change.isForNode()) {
      return agreement;
    }
    String text = change.node().text("/agreements/" + agreement.frame().id() + "/text");
    AgreementText there =
        AgreementReader.read(text.getBytes(StandardCharsets.UTF_8)).agreement();
    if (there == null) {
      throw CliFault.environment(
          "the node shows a text that is not understood here; use the version of kontor that the"
              + " node has");
    }
    return agreement.signedBy(there.signatures());
  }

  /// How a line begins in which the party signed the same before.
  private static String earlier(Signature signature) {
    AnnexKind kind = signature.kind();
    String what = kind == null ? "agreement" : "(?i:" + kind + ")\\h+0*" + signature.version();
    return "signature\\h+" + signature.party().bic() + "(XXX)?\\h+" + what;
  }

  private void send(int agreement, Signature signature) {
    AnnexKind kind = signature.kind();
    String what =
        kind == null
            ? ""
            : "/annexes/" + kind.name().toLowerCase(Locale.ROOT) + "/" + signature.version();
    change.post(
        "/agreements/" + agreement + what + "/sign",
        change.body()
            .put("party", signature.party().bic())
            .put("digest", signature.digest().toString()));
  }

  private ParticipantId signer(AgreementFrame frame) {
    for (AgreementFrame.Party one : frame.parties()) {
      if (one.institution().bic().equals(party)) {
        return one.institution();
      }
    }
    throw CliFault.usage(
        "--as " + party + " is not a party; allowed: "
            + String.join(
                ", ", frame.parties().stream().map(p -> p.institution().bic()).toList()));
  }

  /// Enters the lines, and takes out those in whose place they come.
  private void write(List<Signature> signatures) {
    try {
      String text = Files.readString(file);
      StringBuilder lines = new StringBuilder();
      for (Signature signature : signatures) {
        text = text.replaceAll("(?m)^" + earlier(signature) + "\\b.*$\\R?", "");
        lines.append(AgreementWriter.line(signature)).append('\n');
      }
      boolean endsInLine = text.endsWith("\n");
      replace(file.toRealPath(), text + (endsInLine ? "" : "\n") + lines);
    } catch (IOException e) {
      throw CliFault.environment(
          file + " cannot be written (" + e.getClass().getSimpleName() + "); check who may");
    }
  }

  /// All or nothing: on a full disk the signed text stays as it was.
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.copy(
          file, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(fresh, text);
      Files.move(
          fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
