package kontor.engine.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import kontor.engine.Gen;
import kontor.engine.state.FrozenState;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Key;
import org.junit.jupiter.api.Test;

/// Keys are never lost, come back as they were written, and lie where their contents say.
class KeyPagesTest {

  private static final long SEED = 7;
  private static final int MAX = 1 << 20;

  private record Kept(FrozenState state, byte[] bytes) {}

  @Test
  void everyKeyIsFoundWithWhatWasWrittenAndNoOther() {
    Gen gen = new Gen(SEED);
    KeyPages pages = new KeyPages(3, MAX);
    TreeMap<Key, Long> model = new TreeMap<>();
    List<Kept> kept = new ArrayList<>();
    while (model.size() < 30_000) {
      Key key = key(gen);
      assertEquals(model.containsKey(key), pages.contains(key.high(), key.low()), this::seed);
      if (!model.containsKey(key)) {
        long value = gen.next();
        model.put(key, value);
        pages.add(key.high(), key.low(), value);
      }
      if (gen.below(3000) == 0) {
        FrozenState state = freeze(pages);
        kept.add(new Kept(state, bytes(state)));
      }
      if (gen.below(3000) == 0 && !kept.isEmpty()) {
        check(kept.remove(gen.below(kept.size())));
      }
    }
    kept.forEach(this::check);
    pages.checkInvariants();
    checkSame(model, pages);
    byte[] bytes = bytes(freeze(pages));
    KeyPages restored = restore(bytes);
    restored.checkInvariants();
    checkSame(model, restored);
    assertArrayEquals(bytes, bytes(freeze(restored)), this::seed);
  }

  /// Some are random as a UETR is, some are counted.
  private static Key key(Gen gen) {
    return gen.percent(50) ? new Key(gen.next(), gen.next()) : new Key(1, gen.below(40_000));
  }

  private void check(Kept k) {
    assertArrayEquals(k.bytes, bytes(k.state), this::seed);
    k.state.release();
  }

  private void checkSame(TreeMap<Key, Long> model, KeyPages pages) {
    assertEquals(model.size(), pages.rows());
    TreeMap<Key, Long> found = new TreeMap<>();
    pages.forEach(
        place ->
            found.put(new Key(pages.get(place, 0), pages.get(place, 1)), pages.get(place, 2)));
    assertEquals(model, found, this::seed);
    model.forEach(
        (key, value) ->
            assertEquals(value, pages.get(pages.find(key.high(), key.low()), 2), this::seed));
  }

  private String seed() {
    return "seed " + SEED;
  }

  @Test
  void theOrderOfComingIsNotSeen() {
    List<Key> keys = new ArrayList<>();
    Gen gen = new Gen(SEED);
    for (int i = 0; i < 5000; i++) {
      keys.add(new Key(gen.next(), i));
    }
    byte[] one = bytes(freeze(of(keys)));
    Collections.shuffle(keys, new Random(SEED));
    assertArrayEquals(one, bytes(freeze(of(keys))), this::seed);
  }

  private static KeyPages of(List<Key> keys) {
    KeyPages pages = new KeyPages(3, MAX);
    keys.forEach(key -> pages.add(key.high(), key.low(), key.low()));
    return pages;
  }

  /// Who makes all keys fall into one page slows it down, and nothing is lost.
  @Test
  void keysThatCollide() {
    KeyPages pages = new KeyPages(3, MAX);
    List<Key> keys = new ArrayList<>();
    for (long i = 0; keys.size() < 2000; i++) {
      if ((LongTable.hash(5, i) & 63) == 0) {
        keys.add(new Key(5, i));
        pages.add(5, i, i);
      }
    }
    pages.checkInvariants();
    keys.forEach(key -> assertTrue(pages.contains(key.high(), key.low())));
    restore(bytes(freeze(pages))).checkInvariants();
  }

  @Test
  void isFullAtItsBound() {
    KeyPages pages = new KeyPages(2, 2);
    pages.add(1, 1);
    assertFalse(pages.isFull());
    pages.add(1, 2);
    assertTrue(pages.isFull());
    assertThrows(AssertionError.class, () -> pages.add(1, 3));
  }

  @Test
  void aKeyIsWrittenOnce() {
    KeyPages pages = new KeyPages(2, 9);
    pages.add(1, 1);
    assertThrows(AssertionError.class, () -> pages.add(1, 1));
  }

  @Test
  void aRowInAnotherPageIsNotBelieved() {
    byte[] bytes = bytes(freeze(of(List.of(new Key(1, 1), new Key(1, 2), new Key(1, 3)))));
    bytes[8] = (byte) (bytes[8] + 2);
    KeyPages damaged = restore(bytes);
    AssertionError error = assertThrows(AssertionError.class, damaged::checkInvariants);
    assertEquals("row is not found by its key: page=0", error.getMessage());
  }

  private static FrozenState freeze(KeyPages pages) {
    FrozenState state = new FrozenState();
    pages.writeTo(new StateWriter(state));
    return state.whole();
  }

  private static byte[] bytes(FrozenState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.writeTo((bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  private static KeyPages restore(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    KeyPages pages = new KeyPages(3, MAX);
    pages.readFrom(new StateReader((to, length) -> in.get(to, 0, length)));
    return pages;
  }
}
