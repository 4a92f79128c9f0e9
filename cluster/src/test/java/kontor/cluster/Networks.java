package kontor.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A network of its own for each member, all joined by a router: namespaces of Linux. Members can
/// be cut off in several ways, and lines made slow. Needs the right to make namespaces; without it
/// whoever asks for them is skipped and says so.
final class Networks implements AutoCloseable {

  private static final int PORT = 7500;
  private static final String SLOW_ROUTE = "100";
  private static final String CUT_FIRST = "50";
  private static final String THEN_SLOW = "60";

  private final String name = "kn" + ProcessHandle.current().pid() % 100_000;
  private final String router = name + "r";
  private final int count;
  private final List<String[]> undo = new ArrayList<>();
  private @Nullable Process slowLine;

  /// How a member is cut off.
  enum Cut {
    /// Its cable is pulled: its machine and the router notice.
    CABLE,
    /// Nothing comes through in either direction, and nobody is told.
    BOTH_WAYS,
    /// The others hear it, and it hears nobody.
    DEAF,
    /// It hears the others, and nobody hears it.
    MUTE
  }

  private Networks(int count) {
    this.count = count;
  }

  static Networks of(int count) throws IOException, InterruptedException {
    Networks networks = new Networks(count);
    assumeTrue(
        networks.namespace(networks.router),
        "skipped: this machine does not let us make network namespaces (ip netns add)");
    try {
      networks.join();
      return networks;
    } catch (RuntimeException | IOException | InterruptedException e) {
      networks.close();
      throw e;
    }
  }

  private boolean namespace(String namespace) throws IOException, InterruptedException {
    boolean made = Shell.works("ip", "netns", "add", namespace);
    if (made) {
      undo.add(new String[] {"ip", "netns", "del", namespace});
    }
    return made;
  }

  private void join() throws IOException, InterruptedException {
    Shell.must("ip", "netns", "exec", router, "sysctl", "-qw", "net.ipv4.ip_forward=1",
        "net.ipv4.conf.all.rp_filter=0", "net.ipv4.conf.default.rp_filter=0");
    for (int i = 0; i < count; i++) {
      namespace(name + i);
      inRouter("link", "add", cable(i), "type", "veth", "peer", "name", "eth", "netns", name + i);
      inRouter("address", "add", "10.99." + i + ".1/24", "dev", cable(i));
      inRouter("link", "set", cable(i), "up");
      String[][] settings = {
        {"address", "add", host(i) + "/24", "dev", "eth"},
        {"link", "set", "lo", "up"},
        {"link", "set", "eth", "up"},
        {"route", "add", "default", "via", "10.99." + i + ".1"}
      };
      for (String[] setting : settings) {
        ip(name + i, setting);
      }
    }
  }

  private static void ip(String namespace, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(arguments));
    Shell.must(command.toArray(String[]::new));
  }

  private void inRouter(String... arguments) throws IOException, InterruptedException {
    ip(router, arguments);
  }

  private static String cable(int member) {
    return "m" + member;
  }

  private static String host(int member) {
    return "10.99." + member + ".2";
  }

  List<Membership.Member> members() {
    List<Membership.Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(new Membership.Member(i, host(i), PORT));
    }
    return members;
  }

  /// What stands before the command line of each member's process.
  List<List<String>> prefixes() {
    List<List<String>> prefixes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      prefixes.add(List.of("ip", "netns", "exec", name + i));
    }
    return prefixes;
  }

  /// Cuts these off from all others; among themselves they still speak, unless it is by cable.
  void cut(Collection<Integer> members, Cut cut) throws IOException, InterruptedException {
    change(members, cut, "down", "add");
  }

  void mend(Collection<Integer> members, Cut cut) throws IOException, InterruptedException {
    change(members, cut, "up", "del");
  }

  private void change(Collection<Integer> members, Cut cut, String link, String rule)
      throws IOException, InterruptedException {
    for (int member : members) {
      if (cut == Cut.CABLE) {
        inRouter("link", "set", cable(member), link);
      }
      for (int other = 0; other < count; other++) {
        if (!members.contains(other)) {
          if (cut == Cut.BOTH_WAYS || cut == Cut.DEAF) {
            drop(rule, host(other), host(member));
          }
          if (cut == Cut.BOTH_WAYS || cut == Cut.MUTE) {
            drop(rule, host(member), host(other));
          }
        }
      }
    }
  }

  private void drop(String rule, String from, String to)
      throws IOException, InterruptedException {
    inRouter("rule", rule, "from", from, "to", to, "blackhole", "pref", CUT_FIRST);
  }

  /// From now on every datagram between members is under way for so long, see {@link SlowLine}.
  /// Zero makes the lines fast again.
  void delay(int millis) throws IOException, InterruptedException {
    Process line = slowLine;
    if (line == null) {
      line = startSlowLine();
    }
    line.getOutputStream().write((millis + "\n").getBytes(StandardCharsets.US_ASCII));
    line.getOutputStream().flush();
  }

  private Process startSlowLine() throws IOException, InterruptedException {
    assumeTrue(
        Files.isWritable(Path.of("/dev/net/tun")),
        "skipped: this machine does not let us make a line of our own (/dev/net/tun)");
    inRouter("tuntap", "add", "dev", SlowLine.DEVICE, "mode", "tun");
    inRouter("link", "set", SlowLine.DEVICE, "up");
    inRouter("route", "add", "default", "dev", SlowLine.DEVICE, "table", SLOW_ROUTE);
    ProcessBuilder builder = Nodes.process(SlowLine.class);
    builder.command().addAll(0, List.of("ip", "netns", "exec", router));
    Process line = builder.start();
    slowLine = line;
    if (line.getInputStream().read() < 0) {
      throw new IllegalStateException("slow line did not start");
    }
    for (int i = 0; i < count; i++) {
      inRouter("rule", "add", "iif", cable(i), "table", SLOW_ROUTE, "pref", THEN_SLOW);
    }
    return line;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (slowLine != null) {
      slowLine.destroyForcibly().waitFor();
    }
    for (String[] command : undo.reversed()) {
      Shell.works(command);
    }
  }
}
