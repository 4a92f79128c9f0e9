package kontor.engine.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import kontor.engine.Snapshot;
import kontor.engine.state.FrozenState;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Rows of numbers, numbered densely from 0, appended at the end and taken away only there and at
/// the beginning, where the next keeps its number.
///
/// They lie in chunks of {@link #CHUNK_ROWS}. The first chunk doubles until it has that size, so
/// that a small table is small; the others are made whole. So ten million rows are some hundred
/// arrays and no objects, a collector has nothing to walk through, and a large table never copies
/// what it has.
///
/// They can be frozen for a snapshot: then a chunk is copied before something in it is changed,
/// and the snapshot keeps the one from before.
class LongRows {

  /// Rows a table can have at most; what a slot and an index of the heap allow, and then some.
  public static final int ROWS_MAX = 1 << 30;

  private static final int CHUNK_BITS = 16;
  private static final int CHUNK_ROWS = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_ROWS - 1;
  private static final int ROWS_AT_FIRST = 8;

  /// Rows that are written or read at once.
  private static final int SLICE_ROWS = 1 << 10;

  private static final long[][] NO_CHUNKS = {{}};

  private final int columns;
  private final int rowsMax;
  private long[][] chunks = NO_CHUNKS;
  private int rows;
  /// Rows below this were taken away.
  private int firstRow;

  /// Chunks below this are part of a frozen state, as long as they are marked.
  private int frozenChunks;

  private boolean[] isFrozen = {};
  private int freezes;

  /// @param columns numbers in a row
  /// @param rowsMax rows it takes at most
  LongRows(int columns, int rowsMax) {
    Invariants.check(rowsMax >= 0 && rowsMax <= ROWS_MAX, "table out of bounds", "max", rowsMax);
    this.columns = columns;
    this.rowsMax = rowsMax;
  }

  /// The number of the next row; as many rows as ever were, less those taken away at the end.
  public final int rows() {
    return rows;
  }

  /// The number of the first row that is there; {@link #rows} if none is.
  public final int firstRow() {
    return firstRow;
  }

  public final boolean isFull() {
    return rows >= rowsMax;
  }

  /// Whether so many rows more have room.
  final boolean hasRoom(int more) {
    return more <= rowsMax - rows;
  }

  /// Appends a row of zeros.
  final int addRow() {
    Invariants.check(rows < rowsMax, "table is full", "rows", rows);
    int row = rows;
    makeRoom(row);
    rows = row + 1;
    return row;
  }

  private void makeRoom(int row) {
    int number = row >>> CHUNK_BITS;
    if (number == 0) {
      int length = chunks[0].length;
      if (row * columns == length) {
        long[][] larger = {Arrays.copyOf(chunks[0], Math.max(ROWS_AT_FIRST * columns, length * 2))};
        chunks = larger;
      }
    } else if ((row & CHUNK_MASK) == 0) {
      if (number == chunks.length) {
        chunks = Arrays.copyOf(chunks, number * 2);
      }
      chunks[number] = new long[CHUNK_ROWS * columns];
    }
  }

  /// Takes the last row away.
  final void removeLastRow() {
    rows--;
    int base = base(rows);
    Arrays.fill(chunkToWrite(rows), base, base + columns, 0);
  }

  /// Takes the first row away. A chunk goes with its last row.
  final void removeFirstRow() {
    Invariants.check(firstRow < rows, "table has no row", "rows", rows);
    firstRow++;
    if ((firstRow & CHUNK_MASK) == 0) {
      chunks[(firstRow >>> CHUNK_BITS) - 1] = NO_CHUNKS[0];
    }
  }

  public final long get(int row, int column) {
    return chunks[row >>> CHUNK_BITS][(row & CHUNK_MASK) * columns + column];
  }

  public final void set(int row, int column, long value) {
    chunkToWrite(row)[(row & CHUNK_MASK) * columns + column] = value;
  }

  /// The chunk with a row, for code that reads several columns; see {@link #base}.
  final long[] chunk(int row) {
    return chunks[row >>> CHUNK_BITS];
  }

  /// The chunk with a row that will be changed. A chunk that was asked for before may be another
  /// one afterwards.
  final long[] chunkToWrite(int row) {
    int number = row >>> CHUNK_BITS;
    if (number < frozenChunks) {
      keepFrozen(number);
    }
    return chunks[number];
  }

  private void keepFrozen(int number) {
    if (isFrozen[number]) {
      chunks[number] = chunks[number].clone();
      isFrozen[number] = false;
    }
  }

  /// Where a row begins in its {@link #chunk}.
  final int base(int row) {
    return (row & CHUNK_MASK) * columns;
  }

  /// Writes the rows as they lie, now or later.
  public final void writeTo(StateWriter writer) {
    writer.putInt(rows - firstRow);
    if (rows > firstRow) {
      writer.putPart(freeze());
    }
  }

  private FrozenRows freeze() {
    int count = (rows - 1 >>> CHUNK_BITS) + 1;
    isFrozen = new boolean[count];
    Arrays.fill(isFrozen, true);
    frozenChunks = count;
    freezes++;
    return new FrozenRows(Arrays.copyOf(chunks, count), firstRow, rows);
  }

  /// The rows as they were. Another thread may read them: they are never changed.
  private final class FrozenRows implements FrozenState.Part {
    private final long[][] frozen;
    private final int first;
    private final int end;

    FrozenRows(long[][] frozen, int first, int end) {
      this.frozen = frozen;
      this.first = first;
      this.end = end;
    }

    @Override
    public void writeTo(Snapshot.Sink sink) {
      byte[] bytes = slice(end - first);
      LongBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
      int row = first;
      while (row < end) {
        int count = sliceAt(row, end);
        numbers.put(0, frozen[row >>> CHUNK_BITS], base(row), count * columns);
        sink.putBytes(bytes, count * columns * Long.BYTES);
        row += count;
      }
    }

    @Override
    public void release() {
      freezes--;
      if (freezes == 0) {
        frozenChunks = 0;
      }
    }
  }

  /// Rows that lie together from this one on, no more than are written or read at once.
  private static int sliceAt(int row, int end) {
    return Math.min(SLICE_ROWS - row % SLICE_ROWS, end - row);
  }

  private byte[] slice(int count) {
    return new byte[Math.min(SLICE_ROWS, count) * columns * Long.BYTES];
  }

  /// Reads the rows into this table, which is new.
  final void readRows(StateReader reader) {
    readRows(reader, 0);
  }

  /// Reads the rows, whose first has this number, into this table, which is new.
  final void readRows(StateReader reader, int first) {
    int count = reader.getCount();
    Invariants.check(
        rows == 0 && first <= rowsMax && count <= rowsMax - first,
        "table does not fit",
        "rows",
        count);
    firstRow = first;
    rows = first;
    int end = first + count;
    if (end == 0) {
      return;
    }
    chunks = new long[(end - 1 >>> CHUNK_BITS) + 1][];
    Arrays.fill(chunks, 0, firstRow >>> CHUNK_BITS, NO_CHUNKS[0]);
    byte[] bytes = slice(count);
    LongBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    while (rows < end) {
      int slice = sliceAt(rows, end);
      // No count is believed before its bytes are there.
      reader.getBytes(bytes, slice * columns * Long.BYTES);
      makeRoom(rows >>> CHUNK_BITS, end);
      numbers.get(0, chunk(rows), base(rows), slice * columns);
      rows += slice;
    }
    // Where the next row goes, if all before it are gone.
    makeRoom(end - 1 >>> CHUNK_BITS, end);
  }

  /// The first chunk has a power of two of rows, as if it had grown.
  private void makeRoom(int number, int end) {
    if (chunks[number] == null) {
      int ofFirst = Math.max(ROWS_AT_FIRST, Integer.highestOneBit(Math.max(1, end - 1)) << 1);
      int size = number == 0 ? Math.min(CHUNK_ROWS, ofFirst) : CHUNK_ROWS;
      chunks[number] = new long[size * columns];
    }
  }
}
