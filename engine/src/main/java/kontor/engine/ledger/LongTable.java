package kontor.engine.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Rows of numbers that are only ever appended, and an index that finds a row by its 128-bit id.
///
/// **Rows** are numbered densely from 0 and lie in chunks of {@link #CHUNK_ROWS}; columns 0 and 1
/// hold the id. Ten million rows are ten thousand arrays and no objects, so a collector has
/// nothing to walk through, and a growing table never copies what it has.
///
/// **The index** is an open-addressing hash table in {@link #SEGMENTS} pieces, chosen by the top
/// bits of the hash. Each piece doubles by itself, and at a load of its own between 1/2 and 3/4,
/// so that the pieces do not all come to it at once: no insertion pays for more than one piece,
/// which with ten million rows is ten thousand entries. A slot holds half of the hash and the
/// row, so moving an entry and stepping over a stranger touch no row. The hash is fixed and known:
/// whoever chooses ids to collide slows down one piece, and is a known participant.
///
/// Nothing walks over the index, so its order, which depends on history, is seen by nobody. A
/// snapshot has the rows in their order; the index is built again from them.
public final class LongTable {

  /// Rows a table can have at most; what a slot and an index of the heap allow, and then some.
  public static final int ROWS_MAX = 1 << 30;

  /// What {@link #find} and {@link #add} give for no row.
  public static final int NONE = -1;

  private static final int CHUNK_BITS = 10;
  private static final int CHUNK_ROWS = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_ROWS - 1;

  private static final int SEGMENT_BITS = 10;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;
  private static final int SLOTS_AT_FIRST = 8;
  /// One slot that stays empty: a piece before its first entry.
  private static final long[] NO_SLOTS = new long[1];

  private final int columns;
  private final int rowsMax;
  private long[][] chunks = new long[4][];
  private int rows;

  private final long[][] segments = new long[SEGMENTS][];
  private final int[] entries = new int[SEGMENTS];

  /// @param columns numbers in a row, the two of the id included
  /// @param rowsMax rows it takes at most
  public LongTable(int columns, int rowsMax) {
    Invariants.check(
        columns >= 2 && rowsMax >= 0 && rowsMax <= ROWS_MAX, "table out of bounds", "max", rowsMax);
    this.columns = columns;
    this.rowsMax = rowsMax;
    Arrays.fill(segments, NO_SLOTS);
  }

  public int rows() {
    return rows;
  }

  public boolean isFull() {
    return rows >= rowsMax;
  }

  /// The row with this id, or {@link #NONE}.
  public int find(long idHigh, long idLow) {
    long hash = hash(idHigh, idLow);
    long[] slots = segments[segmentOf(hash)];
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
      if ((int) (entry >>> 32) == (int) hash) {
        int row = (int) entry - 1;
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int base = (row & CHUNK_MASK) * columns;
        if (chunk[base] == idHigh && chunk[base + 1] == idLow) {
          return row;
        }
      }
      slot = (slot + 1) & mask;
    }
    return NONE;
  }

  /// Appends a row that can be found by its id; the caller has looked that there is none.
  public int add(long idHigh, long idLow) {
    int row = addUnindexed(idHigh, idLow);
    index(row, idHigh, idLow);
    return row;
  }

  /// Appends a row that is known by its number alone.
  public int addUnindexed(long idHigh, long idLow) {
    Invariants.check(rows < rowsMax, "table is full", "rows", rows);
    int row = rows++;
    int number = row >>> CHUNK_BITS;
    if ((row & CHUNK_MASK) == 0) {
      if (number == chunks.length) {
        chunks = Arrays.copyOf(chunks, number * 2);
      }
      chunks[number] = new long[CHUNK_ROWS * columns];
    }
    int base = (row & CHUNK_MASK) * columns;
    chunks[number][base] = idHigh;
    chunks[number][base + 1] = idLow;
    return row;
  }

  public long get(int row, int column) {
    return chunks[row >>> CHUNK_BITS][(row & CHUNK_MASK) * columns + column];
  }

  public void set(int row, int column, long value) {
    chunks[row >>> CHUNK_BITS][(row & CHUNK_MASK) * columns + column] = value;
  }

  /// The chunk with a row, for code that reads several columns; see {@link #base}.
  long[] chunk(int row) {
    return chunks[row >>> CHUNK_BITS];
  }

  /// Where a row begins in its {@link #chunk}.
  int base(int row) {
    return (row & CHUNK_MASK) * columns;
  }

  private void index(int row, long idHigh, long idLow) {
    long hash = hash(idHigh, idLow);
    int segment = segmentOf(hash);
    long[] slots = segments[segment];
    if (entries[segment] >= entriesMax(segment, slots.length)) {
      slots = doubled(slots);
      segments[segment] = slots;
    }
    entries[segment]++;
    put(slots, hash << 32 | (row + 1));
  }

  private static int entriesMax(int segment, int slots) {
    // Between 32 and 47 of 64: each piece has its own, so that they double at different times.
    return (int) ((long) slots * (32 + (segment & 15)) >>> 6);
  }

  private static long[] doubled(long[] slots) {
    long[] twice = new long[Math.max(SLOTS_AT_FIRST, slots.length * 2)];
    for (long entry : slots) {
      if (entry != 0) {
        put(twice, entry);
      }
    }
    return twice;
  }

  private static void put(long[] slots, long entry) {
    int mask = slots.length - 1;
    int slot = (int) (entry >>> 32) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }

  private static int segmentOf(long hash) {
    return (int) (hash >>> (Long.SIZE - SEGMENT_BITS));
  }

  private static long hash(long high, long low) {
    long mixed = low * 0x9e37_79b9_7f4a_7c15L;
    mixed ^= mixed >>> 32;
    mixed = (mixed ^ high) * 0xd6e8_feb8_6659_fd93L;
    mixed ^= mixed >>> 32;
    mixed *= 0xd6e8_feb8_6659_fd93L;
    return mixed ^ mixed >>> 32;
  }

  /// Writes the rows chunk by chunk, as they lie.
  public void writeTo(StateWriter writer) {
    writer.putInt(rows);
    byte[] bytes = new byte[Math.min(CHUNK_ROWS, rows) * columns * Long.BYTES];
    for (int first = 0; first < rows; first += CHUNK_ROWS) {
      int longs = Math.min(CHUNK_ROWS, rows - first) * columns;
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .put(chunks[first >>> CHUNK_BITS], 0, longs);
      writer.putBytes(bytes, longs * Long.BYTES);
    }
  }

  /// Which rows of a table are found by their ids.
  @FunctionalInterface
  public interface Indexed {
    boolean isIndexed(LongTable table, int row);
  }

  /// Reads the rows into this table, which is new, and builds the index.
  public void readFrom(StateReader reader, Indexed indexed) {
    int count = reader.getCount();
    Invariants.check(rows == 0 && count <= rowsMax, "table does not fit", "rows", count);
    byte[] bytes = new byte[Math.min(CHUNK_ROWS, count) * columns * Long.BYTES];
    while (rows < count) {
      int read = Math.min(CHUNK_ROWS, count - rows);
      reader.getBytes(bytes, read * columns * Long.BYTES);
      int first = rows;
      addUnindexed(0, 0);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .get(chunks[first >>> CHUNK_BITS], 0, read * columns);
      rows = first + read;
      for (int row = first; row < rows; row++) {
        if (indexed.isIndexed(this, row)) {
          index(row, get(row, 0), get(row, 1));
        }
      }
    }
  }

  /// Every row that can be found is found under its own number.
  public void checkInvariants(Indexed indexed) {
    for (int row = 0; row < rows; row++) {
      if (indexed.isIndexed(this, row)) {
        int found = find(get(row, 0), get(row, 1));
        Invariants.check(found == row, "row is not found by its id", "row", row, "found", found);
      }
    }
  }
}
