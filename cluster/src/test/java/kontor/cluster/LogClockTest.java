package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock of a log: the machine's, or one that was set, and never both in one folder.
class LogClockTest {

  private static final Instant PAST = Instant.parse("2026-02-02T16:00:00Z");
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path dir;

  @Test
  void aLogHasTheTimesOfTheClockThatWasSet() {
    Instant first = enter(config().withClock(PAST));
    assertTrue(isSoonAfter(PAST, first), first + " is of the clock that was set");

    Instant second = enter(config());
    assertTrue(isSoonAfter(first, second), second + ": the clock went on while no node ran");

    Instant later = PAST.plus(Duration.ofDays(200));
    assertTrue(isSoonAfter(later, enter(config().withClock(later))), "set forward");
  }

  @Test
  void aClockIsNeverSetBack() {
    enter(config().withClock(PAST));
    ClockSetException e =
        assertThrows(ClockSetException.class, () -> enter(config().withClock(PAST)));
    assertTrue(String.valueOf(e.getMessage()).contains("a clock is never set back"), e::toString);
    enter(config());
  }

  @Test
  void aLogOfTheMachinesClockKeepsToIt() {
    Instant before = Instant.now();
    assertTrue(isSoonAfter(before, enter(config())));
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    ClockSetException e =
        assertThrows(ClockSetException.class, () -> enter(config().withClock(tomorrow)));
    assertTrue(String.valueOf(e.getMessage()).contains("keeps to it"), e::toString);
    assertTrue(isSoonAfter(before, enter(config())));
  }

  @Test
  void aClockIsOfThisCentury() {
    for (Instant outside :
        new Instant[] {LogClock.SET_MIN.minusMillis(1), LogClock.SET_END, Instant.MAX}) {
      assertThrows(ClockSetException.class, () -> enter(config().withClock(outside)));
    }
    assertFalse(Files.exists(dir.resolve("node").resolve(LogClock.FILE)));
  }

  @Test
  void whatAStartLeftBehindThatNeverCameToALogSaysNothing() throws IOException {
    Path node = Files.createDirectories(dir.resolve("node"));
    Files.writeString(node.resolve(LogClock.FILE), "ahead-ms = 86400000\n");
    Instant before = Instant.now();
    assertTrue(isSoonAfter(before, enter(config())), "it is the machine's");
    assertFalse(Files.exists(node.resolve(LogClock.FILE)));
  }

  @Test
  void aFileThatCannotBeReadIsDamage() throws IOException {
    enter(config().withClock(PAST));
    Files.writeString(dir.resolve("node").resolve(LogClock.FILE), "ahead-ms = soon\n");
    assertThrows(DamagedFolderException.class, () -> enter(config()));
  }

  @Test
  void aBackupKeepsTheClock() {
    Instant first = enter(config().withClock(PAST));
    Path backup = dir.resolve("backup");
    Path restored = dir.resolve("restored");
    Backup.take(Backup.Plan.of(dir.resolve("node"), backup), (bytes, of) -> {});
    Restore.restore(backup, restored, Backup.Check.EVERYTHING, (bytes, of) -> {});
    assertTrue(isSoonAfter(first, enter(NodeConfig.of(restored))));
  }

  private NodeConfig config() {
    return NodeConfig.of(dir.resolve("node"));
  }

  private static boolean isSoonAfter(Instant earlier, Instant later) {
    return !later.isBefore(earlier) && later.isBefore(earlier.plus(SOON));
  }

  /// The log time of a command that a node takes.
  private static Instant enter(NodeConfig config) {
    try (SettlementNode node = SettlementNode.start(config)) {
      long timeMs = Nodes.send(node, Nodes.currency(1)).timestampMs();
      assertEquals(timeMs, Math.min(timeMs, node.clock().millis()), "no time is ahead of it");
      return Instant.ofEpochMilli(timeMs);
    }
  }
}
