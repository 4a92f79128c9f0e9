package kontor.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kontor.cluster.Membership;
import kontor.cluster.Membership.Network;
import kontor.cluster.Membership.Timeouts;
import kontor.cluster.Retention;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads a {@link ClusterFile} by its nodes, which know their lines, and gathers all faults.
final class ClusterFileReader {

  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of("data", "retention", "timeouts", "datagram-bytes", "window-bytes", "members"));
  private static final Set<String> TIMEOUT_KEYS =
      new TreeSet<>(Set.of("leader-silent-ms", "election-ms"));
  private static final Set<String> MEMBER_KEYS =
      new TreeSet<>(Set.of("id", "host", "port", "http"));

  private static final int PORT_MAX = 65_535;
  private static final int FIRST_LINE = 1;

  private final Path file;
  private final List<String> faults = new ArrayList<>();

  ClusterFileReader(Path file) {
    this.file = file;
  }

  ClusterFile.Result read() {
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? FIRST_LINE : e.getProblemMark().getLine() + 1;
      return failed(line, "is not YAML: " + e.getProblem());
    } catch (IOException e) {
      return failed(FIRST_LINE, "cannot be read; see examples/cluster.yaml for one");
    }
    if (root == null) {
      return failed(FIRST_LINE, "is empty; see examples/cluster.yaml");
    }
    ClusterFile read = cluster(root);
    return new ClusterFile.Result(faults.isEmpty() ? read : null, faults);
  }

  private ClusterFile.Result failed(int line, String what) {
    fault(line, what);
    return new ClusterFile.Result(null, faults);
  }

  private void fault(int line, String what) {
    faults.add(file + ":" + line + ": " + what);
  }

  private void fault(Node node, String what) {
    fault(line(node), what);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private ClusterFile cluster(Node root) {
    Map<String, Node> keys = mapping(root, KEYS);
    Map<String, Node> waits =
        keys.containsKey("timeouts") ? mapping(keys.get("timeouts"), TIMEOUT_KEYS) : Map.of();
    Timeouts usual = Timeouts.DEFAULT;
    Timeouts timeouts =
        new Timeouts(
            number(waits, "leader-silent-ms", usual.leaderSilentMs(),
                Timeouts.LEADER_SILENT_MS_MIN, Timeouts.MS_MAX),
            number(waits, "election-ms", usual.electionMs(),
                Timeouts.ELECTION_MS_MIN, Timeouts.MS_MAX));
    return new ClusterFile(
        data(root, keys.get("data")),
        retention(keys.get("retention")),
        timeouts,
        network(keys),
        members(root, keys.get("members")));
  }

  private String data(Node root, @Nullable Node node) {
    String data = node == null ? "" : text(node);
    if (!data.contains(ClusterFile.MEMBER_MARK)) {
      fault(
          node == null ? root : node,
          "data is a folder with {member} in its name, such as data: /var/lib/kontor-{member}");
    }
    return data;
  }

  private Retention retention(@Nullable Node node) {
    String name = node == null ? "keep-all" : text(node);
    return switch (name) {
      case "keep-all" -> Retention.KEEP_ALL;
      case "behind-readers" -> Retention.BEHIND_READERS;
      default -> {
        if (node != null) {
          fault(node, "retention \"" + name + "\" is not known; keep-all or behind-readers");
        }
        yield Retention.KEEP_ALL;
      }
    };
  }

  private Network network(Map<String, Node> keys) {
    int bytes =
        number(keys, "datagram-bytes", Network.DEFAULT.datagramBytes(),
            Network.DATAGRAM_BYTES_MIN, Network.DATAGRAM_BYTES_MAX);
    Node node = keys.get("datagram-bytes");
    if (node != null && bytes % Network.DATAGRAM_BYTES_STEP != 0) {
      fault(node, "datagram-bytes is a multiple of " + Network.DATAGRAM_BYTES_STEP);
    }
    int windowBytes =
        number(keys, "window-bytes", Network.DEFAULT.windowBytes(),
            Network.WINDOW_BYTES_MIN, Network.WINDOW_BYTES_MAX);
    return faults.isEmpty() ? new Network(bytes, windowBytes) : Network.DEFAULT;
  }

  private List<ClusterFile.Entry> members(Node root, @Nullable Node node) {
    List<ClusterFile.Entry> members = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      fault(node == null ? root : node, "members is a list of three or five, each \"- id: 0\" ...");
      return members;
    }
    for (Node item : list.getValue()) {
      ClusterFile.Entry member = member(item, members.size());
      if (member != null) {
        members.add(member);
      }
    }
    int count = list.getValue().size();
    if (count != 3 && count != 5) {
      fault(
          node,
          "there are " + count + " members; give three, which bear the loss of one, or five,"
              + " which bear the loss of two");
    }
    return members;
  }

  private ClusterFile.@Nullable Entry member(Node node, int place) {
    Map<String, Node> keys = mapping(node, MEMBER_KEYS);
    for (String key : MEMBER_KEYS) {
      if (!keys.containsKey(key)) {
        fault(node, "member has no " + key + "; it needs id, host, port and http");
      }
    }
    int before = faults.size();
    int id = number(keys, "id", place, 0, 4);
    if (id != place) {
      fault(node, "members are numbered 0, 1, 2 and so on in order; this one is " + place);
    }
    Node host = keys.get("host");
    String name = host == null ? "" : text(host);
    if (host != null && !name.matches("[A-Za-z0-9.:\\[\\]-]+")) {
      fault(host, "host is a name or an address, such as kontor-0.example or 10.0.0.1");
    }
    int port = number(keys, "port", 1, 1, PORT_MAX - Membership.PORTS);
    int http = number(keys, "http", 0, 0, PORT_MAX);
    return faults.size() == before && !name.isEmpty()
        ? new ClusterFile.Entry(new Membership.Member(id, name, port), http)
        : null;
  }

  private Map<String, Node> mapping(@Nullable Node node, Set<String> allowed) {
    Map<String, Node> keys = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      if (node != null) {
        fault(node, "is not \"key: value\"; keys: " + String.join(", ", allowed));
      }
      return keys;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode());
      if (!allowed.contains(key)) {
        fault(
            tuple.getKeyNode(),
            "key \"" + key + "\" is not known; allowed: " + String.join(", ", allowed));
      } else if (keys.put(key, tuple.getValueNode()) != null) {
        fault(tuple.getKeyNode(), "key \"" + key + "\" comes twice; leave one");
      }
    }
    return keys;
  }

  private int number(Map<String, Node> keys, String key, int usual, int min, int max) {
    Node node = keys.get(key);
    if (node == null) {
      return usual;
    }
    String text = text(node);
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    fault(node, key + " \"" + text + "\" is not a number from " + min + " to " + max);
    return usual;
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
