package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import kontor.engine.state.Bounds;
import kontor.engine.terms.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A snapshot is the whole state and nothing else, and one that is damaged is not believed.
class SnapshotTest {

  private static final int VERSION_AT = 4;

  private static EngineHarness living() {
    EngineHarness harness = new EngineHarness().founded();
    Script script = new Script(harness);
    script.run("fund A1/S@AR:ARS 100.00");
    script.run("hold h1 A1/S@AR:ARS 10.00 until 900");
    script.run("pay u1 A1>B1 50.00 ARS");
    script.run("pay u2 A1>B1 50.00 ARS");
    return harness;
  }

  @Test
  void anEmptyEngineComesBack() {
    Engine engine = new Engine();
    Engine restored = SnapshotBytes.restore(SnapshotBytes.of(engine), Bounds.DEFAULT);
    assertEquals(engine.digest(), restored.digest());
    assertEquals(Long.MAX_VALUE, restored.nextDueMs());
  }

  @Test
  void theDigestTellsStatesApart() {
    EngineHarness one = living();
    EngineHarness other = living();
    assertEquals(one.engine().digest(), other.engine().digest());
    new Script(other).run("line A2/S@AR:ARS 0.01");
    assertNotEquals(one.engine().digest(), other.engine().digest());
  }

  @Test
  void aRestoredEngineKnowsWhatIsDue() {
    EngineHarness harness = living();
    harness.restart();
    assertEquals(900, harness.engine().nextDueMs());
  }

  @Test
  void anotherVersionIsNotGuessed() {
    byte[] snapshot = SnapshotBytes.of(living().engine());
    snapshot[VERSION_AT] = 5;
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> SnapshotBytes.restore(snapshot, Bounds.DEFAULT));
    assertEquals("snapshot of another version: version=5", error.getMessage());
  }

  @Test
  void theFirstVersionIsToldByName() {
    byte[] snapshot = SnapshotBytes.of(living().engine());
    snapshot[VERSION_AT] = 1;
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> SnapshotBytes.restore(snapshot, Bounds.DEFAULT));
    assertEquals(
        "snapshot of version 1, of before the whole bulk ledger: start from the log without it",
        error.getMessage());
  }

  /// Every byte that is flipped is either told by an error or changes the digest: none is lost.
  @Test
  void aFlippedByteIsNeverWithoutEffect() {
    Engine engine = living().engine();
    byte[] snapshot = SnapshotBytes.of(engine);
    Gen gen = new Gen(11);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = snapshot.clone();
      int at = gen.below(damaged.length);
      damaged[at] ^= (byte) (1 << gen.below(8));
      assertNotEquals(engine.digest(), digestOrNull(damaged), () -> "byte " + at);
    }
  }

  private static @Nullable Digest digestOrNull(byte[] damaged) {
    try {
      return SnapshotBytes.restore(damaged, Bounds.DEFAULT).digest();
    } catch (AssertionError | RuntimeException refused) {
      return null;
    }
  }

  @Test
  void aBalanceThatIsNotTheSumOfItsBookIsToldByName() {
    EngineHarness harness = living();
    byte[] snapshot = SnapshotBytes.of(harness.engine());
    int found = indexOf(snapshot, 10_000);
    snapshot[found]++;
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> SnapshotBytes.restore(snapshot, Bounds.DEFAULT));
    assertEquals("book does not sum to zero: book=0", error.getMessage());
  }

  /// Where a row of numbers, which are written lowest byte first, has this number.
  private static int indexOf(byte[] bytes, long number) {
    for (int at = 0; at + 8 <= bytes.length; at++) {
      long there = 0;
      for (int i = 7; i >= 0; i--) {
        there = there << 8 | bytes[at + i] & 0xff;
      }
      if (there == number) {
        return at;
      }
    }
    throw new IllegalArgumentException("no such number: " + number);
  }
}
