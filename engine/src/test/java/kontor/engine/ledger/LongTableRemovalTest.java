package kontor.engine.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Gen;
import kontor.engine.state.FrozenState;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import org.junit.jupiter.api.Test;

/// Rows taken away from the end or the beginning are gone, and the others are still found under
/// their numbers, also where the index was one piece and became many.
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

  /// As many come as go, over several chunks, with states frozen on the way and read again.
  @Test
  void theFirstGoAndTheOthersKeepTheirNumbers() {
    Gen gen = new Gen(SEED);
    LongTable table = new LongTable(3, LongTable.ROWS_MAX);
    while (table.firstRow() < 150_000) {
      for (int more = gen.below(3000); more > 0; more--) {
        int row = table.rows();
        table.set(table.add(9, row), 2, 7L * row);
      }
      for (int less = gen.below(3000); less > 0 && table.firstRow() < table.rows(); less--) {
        int first = table.firstRow();
        table.removeFirst();
        assertEquals(LongTable.NONE, table.find(9, first), () -> "seed " + SEED);
      }
      if (gen.percent(20)) {
        FrozenState state = new FrozenState();
        table.writeTo(new StateWriter(state));
        byte[] bytes = bytes(state.whole());
        for (int row = table.firstRow(); row < table.rows(); row += 100) {
          table.set(row, 2, 7L * row);
        }
        assertArrayEquals(bytes, bytes(state), () -> "seed " + SEED);
        state.release();
        LongTable read = new LongTable(3, LongTable.ROWS_MAX);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        read.readFrom(
            new StateReader((to, length) -> in.get(to, 0, length)),
            table.firstRow(),
            (t, row) -> true);
        assertEquals(table.firstRow(), read.firstRow());
        assertEquals(table.rows(), read.rows());
        table = read;
      }
    }
    table.checkInvariants((t, row) -> true);
    for (int row = table.firstRow(); row < table.rows(); row++) {
      assertEquals(7L * row, table.get(row, 2));
    }
  }

  private static byte[] bytes(FrozenState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.writeTo((bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }
}
