package kontor.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kontor.cluster.Membership;
import kontor.cluster.Retention;
import org.jspecify.annotations.Nullable;

/// How a server runs on this machine. Nothing in here can change a decision: what can is a
/// command in the log.
///
/// @param dataDir folder of the log and of the read side
/// @param http where it listens; null for none
/// @param readSide whether the read side is kept or made again from the log
/// @param clearingSystem the code that senders write in `ClrSys/Prtry`
/// @param membership the members among which this is one; null if it is alone
/// @param clock to which the clock of the log is set, for training and rehearsals; null leaves it
public record ServerConfig(
    Path dataDir,
    @Nullable Http http,
    ReadSide readSide,
    Retention retention,
    String clearingSystem,
    @Nullable Membership membership,
    @Nullable Instant clock) {

  public static final String CLEARING_SYSTEM = "KONTOR";
  public static final int PORT = 7420;
  public static final int PORT_MAX = 65_535;

  private static final String KEYS = "host, port, retention";

  /// @param port 0 lets the system choose
  public record Http(String host, int port) {
    public static final Http LOOPBACK = new Http("127.0.0.1", PORT);
  }

  public enum ReadSide {
    KEEP,
    REBUILD
  }

  /// A server without HTTP, which keeps everything.
  public static ServerConfig of(Path dataDir) {
    return new ServerConfig(
        dataDir, null, ReadSide.KEEP, Retention.KEEP_ALL, CLEARING_SYSTEM, null, null);
  }

  public ServerConfig withHttp(Http http) {
    return new ServerConfig(dataDir, http, readSide, retention, clearingSystem, membership, clock);
  }

  public ServerConfig withReadSide(ReadSide readSide) {
    return new ServerConfig(dataDir, http, readSide, retention, clearingSystem, membership, clock);
  }

  public ServerConfig withRetention(Retention retention) {
    return new ServerConfig(dataDir, http, readSide, retention, clearingSystem, membership, clock);
  }

  public ServerConfig withMembership(Membership membership) {
    return new ServerConfig(dataDir, http, readSide, retention, clearingSystem, membership, clock);
  }

  public ServerConfig withClock(Instant clock) {
    return new ServerConfig(
        dataDir, http, readSide, retention, clearingSystem, membership, clock);
  }

  /// @param faults each `file:line: what is wrong and what is allowed`
  public record Result(ServerConfig config, List<String> faults) {
    public Result {
      faults = List.copyOf(faults);
    }
  }

  /// Reads `key = value` lines over these values; `#` begins a comment.
  public Result readFrom(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new Result(
          this, List.of(file + ": cannot be read; give a text file with the keys " + KEYS));
    }
    ServerConfig config = this;
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      int equals = line.indexOf('=');
      String key = equals < 0 ? line : line.substring(0, equals).strip();
      String value = equals < 0 ? "" : line.substring(equals + 1).strip();
      ServerConfig changed = config.with(key, value);
      if (changed == null) {
        faults.add(file + ":" + (i + 1) + ": " + allowed(key, value));
      } else {
        config = changed;
      }
    }
    return new Result(config, faults);
  }

  private @Nullable ServerConfig with(String key, String value) {
    Http before = http == null ? Http.LOOPBACK : http;
    return switch (key) {
      case "host" -> value.isEmpty() ? null : withHttp(new Http(value, before.port()));
      case "port" ->
          value.matches("\\d{1,5}") && Integer.parseInt(value) <= PORT_MAX
              ? withHttp(new Http(before.host(), Integer.parseInt(value)))
              : null;
      case "retention" ->
          switch (value) {
            case "keep-all" -> withRetention(Retention.KEEP_ALL);
            case "behind-readers" -> withRetention(Retention.BEHIND_READERS);
            default -> null;
          };
      default -> null;
    };
  }

  private static String allowed(String key, String value) {
    return switch (key) {
      case "host" -> "host is an address to listen on, such as 127.0.0.1";
      case "port" -> "port \"" + value + "\" is not a number from 0 to " + PORT_MAX;
      case "retention" ->
          "retention \"" + value + "\" is not known; allowed: keep-all, behind-readers";
      default -> "key \"" + key + "\" is not known; allowed: " + KEYS;
    };
  }
}
