package kontor.engine.ledger;

import java.util.Arrays;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;

/// Rows of numbers, and an index that finds a row by its 128-bit id, which columns 0 and 1 hold.
///
/// **The index** is an open-addressing hash table, in one piece while it is small and then in
/// {@link #SEGMENTS}, chosen by the top bits of the hash. Each piece doubles by itself, and at a
/// load of its own between 1/2 and 3/4, so that the pieces do not all come to it at once: no
/// insertion pays for more than one piece, which with ten million rows is ten thousand entries. A
/// slot holds half of the hash and the row, so moving an entry and stepping over a stranger touch
/// no row. The hash is fixed and known: whoever chooses ids to collide slows down one piece, and is
/// a known participant.
///
/// Nothing walks over the index, so its order, which depends on history, is seen by nobody. A
/// snapshot has the rows in their order; the index is built again from them.
public final class LongTable extends LongRows {

  /// What {@link #find} and {@link #add} give for no row.
  public static final int NONE = -1;

  private static final int SEGMENT_BITS = 10;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;
  /// Entries at which the one piece becomes many.
  private static final int ENTRIES_TO_SPLIT = 1 << 14;

  private static final int SLOTS_AT_FIRST = 8;
  /// One slot that stays empty: a piece before its first entry.
  private static final long[] NO_SLOTS = new long[1];

  private long[][] segments = {NO_SLOTS};
  private int[] entries = new int[1];

  /// @param columns numbers in a row, the two of the id included
  /// @param rowsMax rows it takes at most
  public LongTable(int columns, int rowsMax) {
    super(columns, rowsMax);
    Invariants.check(columns >= 2, "table has no room for an id", "columns", columns);
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
        long[] chunk = chunk(row);
        int base = base(row);
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
    int row = addRow();
    long[] chunk = chunkToWrite(row);
    int base = base(row);
    chunk[base] = idHigh;
    chunk[base + 1] = idLow;
    return row;
  }

  /// Takes the last row away, which can be found by its id.
  void removeLast() {
    unindex(rows() - 1);
    removeLastRow();
  }

  /// Takes the first row away, which can be found by its id; the others keep their numbers.
  public void removeFirst() {
    unindex(firstRow());
    removeFirstRow();
  }

  private void unindex(int row) {
    long hash = hash(get(row, 0), get(row, 1));
    int segment = segmentOf(hash);
    long[] slots = segments[segment];
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while ((int) slots[slot] - 1 != row) {
      Invariants.check(slots[slot] != 0, "row is not in its index", "row", row);
      slot = (slot + 1) & mask;
    }
    close(slots, slot);
    entries[segment]--;
  }

  /// Empties a slot; entries behind it that would no longer be reached move up.
  private static void close(long[] slots, int emptied) {
    int mask = slots.length - 1;
    int hole = emptied;
    for (int next = hole + 1 & mask; slots[next] != 0; next = next + 1 & mask) {
      int home = (int) (slots[next] >>> 32) & mask;
      if ((next - home & mask) >= (next - hole & mask)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = 0;
  }

  private void index(int row, long idHigh, long idLow) {
    if (segments.length == 1 && entries[0] == ENTRIES_TO_SPLIT) {
      split();
    }
    insert(hash(idHigh, idLow), row);
  }

  private void split() {
    long[] whole = segments[0];
    segments = new long[SEGMENTS][];
    entries = new int[SEGMENTS];
    Arrays.fill(segments, NO_SLOTS);
    for (long entry : whole) {
      if (entry != 0) {
        int row = (int) entry - 1;
        insert(hash(get(row, 0), get(row, 1)), row);
      }
    }
  }

  private void insert(long hash, int row) {
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

  private int segmentOf(long hash) {
    return (int) (hash >>> (Long.SIZE - SEGMENT_BITS)) & (segments.length - 1);
  }

  static long hash(long high, long low) {
    long mixed = low * 0x9e37_79b9_7f4a_7c15L;
    mixed ^= mixed >>> 32;
    mixed = (mixed ^ high) * 0xd6e8_feb8_6659_fd93L;
    mixed ^= mixed >>> 32;
    mixed *= 0xd6e8_feb8_6659_fd93L;
    return mixed ^ mixed >>> 32;
  }

  /// Which rows of a table are found by their ids.
  @FunctionalInterface
  public interface Indexed {
    boolean isIndexed(LongTable table, int row);
  }

  /// Reads rows of which none will be looked up.
  public static LongTable read(StateReader reader, int columns) {
    LongTable table = new LongTable(columns, ROWS_MAX);
    table.readRows(reader);
    return table;
  }

  /// Reads the rows into this table, which is new, and builds the index.
  public void readFrom(StateReader reader, Indexed indexed) {
    readFrom(reader, 0, indexed);
  }

  /// Reads the rows, whose first has this number, into this table, which is new, and builds the
  /// index.
  public void readFrom(StateReader reader, int firstRow, Indexed indexed) {
    readRows(reader, firstRow);
    makeRoomInIndex(rows() - firstRow);
    for (int row = firstRow; row < rows(); row++) {
      if (indexed.isIndexed(this, row)) {
        index(row, get(row, 0), get(row, 1));
      }
    }
  }

  /// Pieces as large as they will be, so that none has to double on the way.
  private void makeRoomInIndex(int count) {
    if (count <= ENTRIES_TO_SPLIT) {
      return;
    }
    split();
    int entriesOfOne = count / SEGMENTS;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int slots = SLOTS_AT_FIRST;
      while (entriesMax(segment, slots) <= entriesOfOne) {
        slots *= 2;
      }
      segments[segment] = new long[slots];
    }
  }

  /// Every row that can be found is found under its own number.
  public void checkInvariants(Indexed indexed) {
    for (int row = firstRow(); row < rows(); row++) {
      if (indexed.isIndexed(this, row)) {
        int found = find(get(row, 0), get(row, 1));
        Invariants.check(found == row, "row is not found by its id", "row", row, "found", found);
      }
    }
  }
}
