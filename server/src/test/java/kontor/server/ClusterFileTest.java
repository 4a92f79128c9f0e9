package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kontor.cluster.Membership;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {

  private static final String GOOD =
      """
      data: /var/lib/kontor-{member}
      members:
        - {id: 0, host: a.example, port: 7500, http: 7420}
        - {id: 1, host: b.example, port: 7500, http: 7420}
        - {id: 2, host: c.example, port: 7500, http: 7420}
      """;

  @TempDir Path dir;

  /// What is replaced in the good file by what, and the fault that follows.
  private record Case(String from, String to, String fault) {}

  private static final List<Case> CASES =
      List.of(
          new Case("-{member}", "", ":1: data is a folder with {member} in its name"),
          new Case("data:", "folder:", ":1: key \"folder\" is not known; allowed: data, "),
          new Case("id: 1", "id: 3", ":4: members are numbered 0, 1, 2"),
          new Case("  - {id: 2", "#", ":3: there are 2 members; give three"),
          new Case("port: 7500", "port: 65530", ":3: port \"65530\" is not a number from 1 to"),
          new Case(", http: 7420", "", ":3: member has no http"),
          new Case("b.example", "\"\"", ":4: host is a name or an address"),
          new Case("members:", "datagram-bytes: 1500\nmembers:", ":2: datagram-bytes is a multip"),
          new Case("members:", "window-bytes: 1000\nmembers:", ":2: window-bytes \"1000\" is not"),
          new Case("members:", "retention: some\nmembers:", ":2: retention \"some\" is not known"),
          new Case(
              "members:",
              "timeouts:\n  election-ms: soon\nmembers:",
              ":3: election-ms \"soon\" is not a number from 100 to 60000"),
          new Case("members:", "members: 3\nothers:", ":2: members is a list of three or five"),
          new Case("{id: 0,", "{id: 0", ":3: is not YAML: "));

  @Test
  void eachFaultNamesItsLineAndTheRemedy() throws IOException {
    for (Case c : CASES) {
      assertTrue(GOOD.contains(c.from), c.from);
      ClusterFile.Result result = read(GOOD.replace(c.from, c.to));
      assertNull(result.file(), c.to);
      assertTrue(
          result.faults().stream().anyMatch(f -> f.contains("cluster.yaml" + c.fault)),
          c.fault + " is not in " + result.faults());
    }
  }

  @Test
  void anEmptyOrMissingFileIsAFault() throws IOException {
    assertTrue(read("").faults().getFirst().contains(":1: is empty"));
    assertTrue(
        ClusterFile.read(dir.resolve("none")).faults().getFirst().contains("cannot be read"));
  }

  @Test
  void eachMemberHasItsOwnFolderAndPort() throws IOException {
    ClusterFile file = assertNotNullFile(read(GOOD));
    ServerConfig second = file.of(1);
    assertEquals(Path.of("/var/lib/kontor-1"), second.dataDir());
    assertEquals(new ServerConfig.Http("b.example", 7420), second.http());
    Membership membership = second.membership();
    assertNotNull(membership);
    assertEquals(1, membership.memberId());
    assertEquals(Membership.Timeouts.DEFAULT, membership.timeouts());
    assertEquals(Membership.Network.DEFAULT, membership.network());
  }

  @Test
  void theNetworkIsThatOfTheFile() throws IOException {
    String network = "datagram-bytes: 8192\nwindow-bytes: 8000000\nmembers:";
    ClusterFile file = assertNotNullFile(read(GOOD.replace("members:", network)));
    assertEquals(new Membership.Network(8192, 8_000_000), file.network());
  }

  @Test
  void theExampleIsWithoutFault() {
    ClusterFile.Result result =
        ClusterFile.read(Project.ROOT.resolve("examples").resolve("cluster.yaml"));
    assertEquals(List.of(), result.faults());
    assertEquals(3, assertNotNullFile(result).members().size());
  }

  private static ClusterFile assertNotNullFile(ClusterFile.Result result) {
    if (result.file() == null) {
      throw new AssertionError(result.faults().toString());
    }
    return result.file();
  }

  private ClusterFile.Result read(String text) throws IOException {
    return ClusterFile.read(Files.writeString(dir.resolve("cluster.yaml"), text));
  }
}
