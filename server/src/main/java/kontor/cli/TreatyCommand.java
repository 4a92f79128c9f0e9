package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.annex.AgreementState;
import kontor.server.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The register of treaties: agreements that are listed and not executed (F01).
@Command(
    name = "treaty",
    header = "Register treaties and contracts of cooperation, and list them.",
    description = {
      "Example: ./kontor treaty list --signed-from 2026-11-01 --signed-until 2026-11-30",
      ""
    },
    subcommands = {
      TreatyCommand.ListThem.class,
      TreatyCommand.Totals.class,
      TreatyCommand.Register.class
    })
final class TreatyCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage("say what to do: kontor treaty list|totals|register");
  }

  /// Which entries of the register, and where it is.
  static final class Filter {

    @Option(
        names = "--url",
        paramLabel = "URL",
        defaultValue = "http://127.0.0.1:" + ServerConfig.PORT,
        description = "Address of the node. Default: ${DEFAULT-VALUE}.")
    private @Nullable URI url;

    @Option(names = "--state", paramLabel = "STATE", description = "Such as IN_FORCE.")
    private @Nullable AgreementState state;

    @Option(names = "--field", paramLabel = "TEXT", description = "Such as energy.")
    private @Nullable String field;

    @Option(names = "--party", paramLabel = "NAME", description = "One of its parties.")
    private @Nullable String party;

    @Option(names = "--signed-from", paramLabel = "DATE", description = "Signed then or later.")
    private @Nullable LocalDate signedFrom;

    @Option(
        names = "--signed-until",
        paramLabel = "DATE",
        description = "Signed then or earlier.")
    private @Nullable LocalDate signedUntil;

    @Option(names = "--ends-from", paramLabel = "DATE", description = "Last day then or later.")
    private @Nullable LocalDate endsFrom;

    @Option(
        names = "--ends-until",
        paramLabel = "DATE",
        description = "Last day then or earlier.")
    private @Nullable LocalDate endsUntil;

    JsonNode get(String path) {
      if (url == null) {
        throw CliFault.usage("--url is required");
      }
      StringBuilder address = new StringBuilder(path);
      add(address, "state", state);
      add(address, "field", field);
      add(address, "party", party);
      add(address, "signedFrom", signedFrom);
      add(address, "signedUntil", signedUntil);
      add(address, "endsFrom", endsFrom);
      add(address, "endsUntil", endsUntil);
      return new NodeHttp(url).json(address.toString());
    }

    private static void add(StringBuilder address, String name, @Nullable Object value) {
      if (value != null) {
        address.append(address.indexOf("?") < 0 ? '?' : '&').append(name).append('=')
            .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
      }
    }
  }

  @Command(
      name = "list",
      header = "List the register by state, field, party, day of signature and last day.",
      description = {
        "Agreements that run on the node are in it, too. The first to end comes first.",
        "Example: ./kontor treaty list --state IN_FORCE --ends-until 2030-12-31",
        ""
      })
  static final class ListThem implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();

    @Mixin private Filter filter = new Filter();

    @Override
    public Integer call() {
      JsonNode answer = filter.get("/treaties");
      if (common.json()) {
        common.print(answer);
        return ExitCodes.DONE;
      }
      for (JsonNode treaty : answer.path("treaties")) {
        common.out().println(line(treaty));
      }
      common.out().println(answer.path("count").asInt() + " in all");
      common.out().flush();
      return ExitCodes.DONE;
    }

    private static String line(JsonNode treaty) {
      StringBuilder parties = new StringBuilder();
      for (JsonNode party : treaty.path("parties")) {
        parties.append(parties.isEmpty() ? "" : ", ").append(party.asText());
      }
      return treaty.path("origin").asText() + " " + treaty.path("number").asInt() + "  "
          + treaty.path("state").asText() + "  " + treaty.path("field").asText() + "  " + parties
          + when(treaty, "signed") + when(treaty, "from") + when(treaty, "until")
          + "  " + treaty.path("subject").asText();
    }

    private static String when(JsonNode treaty, String name) {
      return treaty.has(name) ? "  " + name + " " + treaty.path(name).asText() : "";
    }
  }

  @Command(
      name = "totals",
      header = "Count the register: entries, those signed in a period, the horizon.",
      description = {
        "--signed-from and --signed-until name the period; the other options say what is counted.",
        "Example: ./kontor treaty totals --signed-from 2026-11-01 --signed-until 2026-11-30",
        ""
      })
  static final class Totals implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();

    @Mixin private Filter filter = new Filter();

    @Override
    public Integer call() {
      JsonNode answer = filter.get("/treaties/totals");
      if (common.json()) {
        common.print(answer);
        return ExitCodes.DONE;
      }
      common.out().println(
          answer.path("entries").asInt() + " agreements, " + answer.path("signed").asInt()
              + " of them signed in the period, to "
              + answer.path("lastEnd").asText("no day") + ", "
              + answer.path("openEnded").asInt() + " without an end");
      common.out().flush();
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "register",
      header = "Register a treaty, or with --update what has become of it.",
      description = {
        "Example: ./kontor treaty register 17 --party BR --party AR --field energy \\",
        "           --subject \"Joint gas pipeline\" --state SIGNED --signed 2026-11-05 \\",
        "           --until 2030-12-31 --by \"M. Sousa\" --checked-by \"C. Lima\"",
        ""
      })
  static final class Register implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "NUMBER", description = "Its number in the register.")
    private int number;

    @Option(
        names = "--party",
        required = true,
        paramLabel = "NAME",
        description = "Country code or name; two or more.")
    private List<String> parties = List.of();

    @Option(names = "--subject", required = true, paramLabel = "TEXT", description = "Of what.")
    private String subject = "";

    @Option(names = "--field", required = true, paramLabel = "TEXT", description = "Of lists.")
    private String field = "";

    @Option(names = "--state", required = true, paramLabel = "STATE", description = "As SIGNED.")
    private @Nullable AgreementState state;

    @Option(names = "--signed", paramLabel = "DATE", description = "When it was signed.")
    private @Nullable LocalDate signed;

    @Option(names = "--from", paramLabel = "DATE", description = "First day in force.")
    private @Nullable LocalDate from;

    @Option(names = "--until", paramLabel = "DATE", description = "Last day.")
    private @Nullable LocalDate until;

    @Option(names = "--document", paramLabel = "SHA-256", description = "Of the document.")
    private @Nullable String document;

    @Option(names = "--update", description = "It is in the register already.")
    private boolean isUpdate;

    @Override
    public Integer call() {
      ObjectNode body = change.body();
      body.put("number", number);
      ArrayNode list = body.putArray("parties");
      parties.forEach(list::add);
      body.put("subject", subject);
      body.put("field", field);
      put(body, "state", state);
      put(body, "signed", signed);
      put(body, "from", from);
      put(body, "until", until);
      put(body, "document", document);
      JsonNode answer = change.post(isUpdate ? "/treaties/" + number : "/treaties", body);
      if (common.json()) {
        common.print(answer);
      } else {
        common.out().println("treaty " + number + ": " + answer.path("result").asText());
        common.out().flush();
      }
      return ExitCodes.DONE;
    }

    private static void put(ObjectNode body, String name, @Nullable Object value) {
      if (value != null) {
        body.put(name, value.toString());
      }
    }
  }
}
