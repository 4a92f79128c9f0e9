package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.governance.Governance;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.terms.FourEyes;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Bytes once written keep their meaning for ever. Under `golden/` each kind has a file: its bytes,
/// and what they mean. A new kind gets a new file; an old file is never changed. What is only read
/// and no more written is under `golden/first/`.
class GoldenBytesTest {

  @TestFactory
  Stream<DynamicTest> commands() {
    return test("command", Command.class);
  }

  @TestFactory
  Stream<DynamicTest> events() {
    return test("event", Event.class);
  }

  @TestFactory
  Stream<DynamicTest> changes() {
    return test("governance", Governance.class);
  }

  @TestFactory
  Stream<DynamicTest> changesThatHappened() {
    return test("governed", GovernanceEvent.class);
  }

  /// The bulk ledger of the first version: smaller accounts, results without timestamps.
  @TestFactory
  Stream<DynamicTest> firstVersion() {
    return Stream.of(
            "command/OpenLedgerAccounts", "event/LedgerAccountsOpened", "event/TransfersPosted")
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind, () -> checkRead("/golden/first/" + kind + ".txt")));
  }

  private static void checkRead(String resource) {
    List<String> lines = lines(resource);
    for (int i = 0; i < lines.size(); i += 2) {
      byte[] bytes = HexFormat.of().parseHex(lines.get(i));
      UnsafeBuffer buffer = new UnsafeBuffer(bytes);
      Object value =
          resource.startsWith("/golden/first/command")
              ? new CommandCodec().decode(buffer, 0, bytes.length)
              : new EventCodec().decode(buffer, 0, bytes.length);
      assertNotNull(value, "is read no more");
      assertEquals(lines.get(i + 1), Shown.of(value), "means something else now");
    }
  }

  private static Stream<DynamicTest> test(String folder, Class<?> hierarchy) {
    return Arbitrary.kindsOf(hierarchy).stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.getSimpleName(),
                    () ->
                        check("/golden/" + folder + "/" + kind.getSimpleName() + ".txt", kind)));
  }

  private static void check(String resource, Class<?> kind) {
    if (GoldenBytesTest.class.getResource(resource) == null) {
      fail("no such file; look at the proposal and copy it: " + propose(resource, kind));
    }
    List<String> lines = lines(resource);
    for (int i = 0; i < lines.size(); i += 2) {
      byte[] bytes = HexFormat.of().parseHex(lines.get(i));
      UnsafeBuffer buffer = new UnsafeBuffer(bytes);
      FieldWriter again = new FieldWriter(bytes.length);
      if (resource.startsWith("/golden/command") || resource.startsWith("/golden/governance/")) {
        Command command = new CommandCodec().decode(buffer, 0, bytes.length);
        assertNotNull(command, "is read no more");
        assertEquals(lines.get(i + 1), Shown.of(command), "means something else now");
        CommandCodec.encode(command, again);
      } else {
        Event event = new EventCodec().decode(buffer, 0, bytes.length);
        assertNotNull(event, "is read no more");
        assertEquals(lines.get(i + 1), Shown.of(event), "means something else now");
        EventCodec.encode(event, again);
      }
      byte[] written = new byte[again.position()];
      again.buffer().getBytes(0, written);
      assertEquals(lines.get(i), HexFormat.of().formatHex(written), "is written otherwise now");
    }
  }

  /// What a kind looks like now, in a file under `target`.
  private static Path propose(String resource, Class<?> kind) {
    StringBuilder lines = new StringBuilder();
    for (long seed = 1; seed <= 3; seed++) {
      Object value = wrapped(new Arbitrary(seed).of(kind), seed);
      FieldWriter out = new FieldWriter(64);
      if (value instanceof Command command) {
        CommandCodec.encode(command, out);
      } else {
        EventCodec.encode((Event) value, out);
      }
      byte[] bytes = new byte[out.position()];
      out.buffer().getBytes(0, bytes);
      lines.append(HexFormat.of().formatHex(bytes)).append('\n');
      lines.append(Shown.of(value)).append('\n');
    }
    try {
      Path file = Path.of("target" + resource);
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object wrapped(Object value, long seed) {
    FourEyes by = new Arbitrary(seed).of(FourEyes.class);
    return switch (value) {
      case Governance change -> new Command.Govern(by, change);
      case GovernanceEvent event -> new Event.Governed(by, event);
      default -> value;
    };
  }

  private static List<String> lines(String resource) {
    try (InputStream in = GoldenBytesTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, "no such file: " + resource);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ArrayList<>(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
