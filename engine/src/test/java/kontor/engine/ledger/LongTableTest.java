package kontor.engine.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import kontor.engine.Gen;
import kontor.engine.terms.Key;
import org.junit.jupiter.api.Test;

/// The table of numbers against a tree.
class LongTableTest {

  private static final long SEED = 7;

  @Test
  void findsWhatTheTreeFinds() {
    Gen gen = new Gen(SEED);
    LongTable table = new LongTable(3, LongTable.ROWS_MAX);
    TreeMap<Key, Integer> tree = new TreeMap<>();
    for (int i = 0; i < 200_000; i++) {
      // Short numbers, so that many are there already; and some that differ in one half only.
      Key id = new Key(gen.percent(50) ? 0 : gen.ofAnyLength(6), gen.ofAnyLength(64));
      Integer known = tree.get(id);
      assertEquals(
          known == null ? LongTable.NONE : known,
          table.find(id.high(), id.low()),
          () -> "seed " + SEED + ": " + id);
      if (known == null) {
        int row = table.add(id.high(), id.low());
        table.set(row, 2, i);
        tree.put(id, row);
      }
    }
    assertEquals(tree.size(), table.rows());
    table.checkInvariants((t, row) -> true);
    tree.forEach(
        (id, row) -> {
          assertEquals(row, table.find(id.high(), id.low()));
          assertEquals(id.low(), table.get(row, 1));
        });
  }

  @Test
  void growingIdsAreFoundAndOthersAreNot() {
    LongTable table = new LongTable(2, LongTable.ROWS_MAX);
    for (int i = 1; i <= 100_000; i++) {
      table.add(0, i);
    }
    for (int i = 1; i <= 100_000; i++) {
      assertEquals(i - 1, table.find(0, i));
    }
    assertEquals(LongTable.NONE, table.find(0, 0));
    assertEquals(LongTable.NONE, table.find(0, 100_001));
    assertEquals(LongTable.NONE, table.find(1, 1));
  }

  @Test
  void aRowWithoutAnIndexIsKnownByItsNumberAlone() {
    LongTable table = new LongTable(2, 10);
    int row = table.addUnindexed(0, 5);
    assertEquals(LongTable.NONE, table.find(0, 5));
    assertEquals(5, table.get(row, 1));
  }

  @Test
  void aFullTableTakesNoMore() {
    LongTable table = new LongTable(2, 2);
    table.add(0, 1);
    assertFalse(table.isFull());
    table.add(0, 2);
    assertTrue(table.isFull());
    assertThrows(AssertionError.class, () -> table.add(0, 3));
  }
}
