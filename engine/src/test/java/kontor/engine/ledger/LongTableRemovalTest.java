package kontor.engine.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Gen;
import org.junit.jupiter.api.Test;

/// Rows taken away from the end are gone, and those before them are still found, also where the
/// index was one piece and became many.
class LongTableRemovalTest {

  private static final long SEED = 3;

  @Test
  void whatIsLeftIsFound() {
    Gen gen = new Gen(SEED);
    LongTable table = new LongTable(3, LongTable.ROWS_MAX);
    List<Long> ids = new ArrayList<>();
    long nextId = 1;
    while (table.rows() < 70_000) {
      for (int more = gen.below(3000); more > 0; more--) {
        table.set(table.add(0, nextId), 2, nextId);
        ids.add(nextId++);
      }
      for (int less = Math.min(table.rows(), gen.below(1500)); less > 0; less--) {
        table.removeLast();
        long id = ids.removeLast();
        assertEquals(LongTable.NONE, table.find(0, id), () -> "seed " + SEED);
      }
    }
    assertEquals(ids.size(), table.rows());
    table.checkInvariants((t, row) -> true);
    for (int row = 0; row < ids.size(); row++) {
      assertEquals(ids.get(row), table.get(row, 2));
    }
    // A row that is used again is empty at first.
    table.removeLast();
    assertEquals(0, table.get(table.add(0, nextId), 2));
  }
}
