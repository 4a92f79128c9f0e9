package kontor.engine.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;
import kontor.engine.Snapshot;
import kontor.engine.state.FrozenState;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Rows of numbers that are written once, found by a 128-bit key in columns 0 and 1, and kept for
/// ever: identities that must never be used again. It takes little more than the rows themselves,
/// where a {@link LongTable} adds an index.
///
/// The rows lie in pages of some four kilobytes, each sorted by key. The hash of a key says in
/// which page; when there are too many rows for the pages there are, one page, the next in turn,
/// gives half of its rows to a new one. So an insertion moves at most a page or two, however many
/// rows there are, and where a row lies follows from the rows alone, not from the order in which
/// they came: two that hold the same write the same.
///
/// They can be frozen for a snapshot: then a page is copied before its first change, and the
/// snapshot keeps the one from before.
public final class KeyPages {

  /// What {@link #find} gives for no row.
  public static final long NONE = -1;

  private static final int KEY_COLUMNS = 2;
  /// Numbers in a page on average.
  private static final int PAGE_LONGS = 1 << 9;
  /// A page without room grows by a sixteenth, and by so many rows at least.
  private static final int ROWS_MORE = 2;

  /// The first number of a page: freeze in which it was last copied, rows in it; 32 bits each.
  private static final int HEADER = 1;

  private final int columns;
  private final int rowsMax;
  private final int rowsOfPage;
  private long[][] pages;
  private int pageCount = 1;
  private int rows;
  private int freezes;
  private int freezeNumber;

  /// @param columns numbers in a row, the two of the key included
  /// @param rowsMax rows it takes at most
  public KeyPages(int columns, int rowsMax) {
    Invariants.check(columns >= KEY_COLUMNS, "row has no room for a key", "columns", columns);
    this.columns = columns;
    this.rowsMax = rowsMax;
    this.rowsOfPage = PAGE_LONGS / columns;
    this.pages = new long[][] {page(0)};
  }

  public int rows() {
    return rows;
  }

  public boolean isFull() {
    return rows >= rowsMax;
  }

  /// Where the row with this key is, until the next is added; or {@link #NONE}.
  public long find(long keyHigh, long keyLow) {
    int number = pageOf(LongTable.hash(keyHigh, keyLow));
    int place = placeIn(pages[number], keyHigh, keyLow);
    return place < 0 ? NONE : (long) number << 32 | place;
  }

  public boolean contains(long keyHigh, long keyLow) {
    return find(keyHigh, keyLow) != NONE;
  }

  public long get(long place, int column) {
    return pages[(int) (place >>> 32)][HEADER + (int) place * columns + column];
  }

  /// Adds a row; the caller has looked that there is none with this key.
  public void add(long... row) {
    Invariants.check(row.length == columns, "row of another width", "columns", row.length);
    Invariants.check(rows < rowsMax, "pages are full", "rows", rows);
    insert(pageOf(LongTable.hash(row[0], row[1])), row);
    rows++;
    if (pagesFor(rows) > pageCount) {
      split();
    }
  }

  private int pagesFor(int count) {
    return Math.max(1, (count + rowsOfPage - 1) / rowsOfPage);
  }

  /// The pages below the largest power of two are chosen by as many bits of the hash; those that
  /// were split already by one bit more.
  private int pageOf(long hash) {
    int half = Integer.highestOneBit(pageCount);
    int number = (int) hash & 2 * half - 1;
    return number < pageCount ? number : number & half - 1;
  }

  private long[] page(int room) {
    return new long[HEADER + room * columns];
  }

  private static int count(long[] page) {
    return (int) page[0];
  }

  private void setCount(long[] page, int count) {
    page[0] = (long) freezeNumber << 32 | count;
  }

  /// The row's place in its page; if it is not there, where it would be, as `-1 - place`.
  private int placeIn(long[] page, long keyHigh, long keyLow) {
    int low = 0;
    int high = count(page) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = HEADER + middle * columns;
      int order = Long.compare(page[at], keyHigh);
      if (order == 0) {
        order = Long.compare(page[at + 1], keyLow);
      }
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  private void insert(int number, long[] row) {
    long[] page = pages[number];
    int count = count(page);
    int place = -1 - placeIn(page, row[0], row[1]);
    Invariants.check(place >= 0, "key is there already", "page", number);
    int at = HEADER + place * columns;
    int behind = HEADER + count * columns;
    long[] changed = page;
    if (behind == page.length || isFrozen(page)) {
      changed = page(roomFor(count + 1));
      System.arraycopy(page, 0, changed, 0, at);
      pages[number] = changed;
    }
    System.arraycopy(page, at, changed, at + columns, behind - at);
    System.arraycopy(row, 0, changed, at, columns);
    setCount(changed, count + 1);
  }

  private boolean isFrozen(long[] page) {
    return freezes > 0 && (int) (page[0] >>> 32) != freezeNumber;
  }

  private static int roomFor(int count) {
    return count + Math.max(ROWS_MORE, count >>> 4);
  }

  /// The next page in turn keeps the rows that belong to it with one bit more of the hash; the
  /// others go to a new page.
  private void split() {
    int bit = Integer.highestOneBit(pageCount);
    long[] whole = pages[pageCount - bit];
    int count = count(whole);
    int moving = 0;
    for (int i = 0; i < count; i++) {
      moving += moves(whole, i, bit);
    }
    long[] kept = page(roomFor(count - moving));
    long[] moved = page(roomFor(moving));
    int keptTo = HEADER;
    int movedTo = HEADER;
    for (int i = 0; i < count; i++) {
      int from = HEADER + i * columns;
      if (moves(whole, i, bit) == 1) {
        System.arraycopy(whole, from, moved, movedTo, columns);
        movedTo += columns;
      } else {
        System.arraycopy(whole, from, kept, keptTo, columns);
        keptTo += columns;
      }
    }
    setCount(kept, count - moving);
    setCount(moved, moving);
    pages[pageCount - bit] = kept;
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, pageCount * 2);
    }
    pages[pageCount++] = moved;
  }

  private int moves(long[] page, int place, int bit) {
    int at = HEADER + place * columns;
    return (LongTable.hash(page[at], page[at + 1]) & bit) == 0 ? 0 : 1;
  }

  /// Sees where each row is, in an order that follows from the rows.
  public void forEach(LongConsumer visitor) {
    for (int number = 0; number < pageCount; number++) {
      for (int place = 0; place < count(pages[number]); place++) {
        visitor.accept((long) number << 32 | place);
      }
    }
  }

  /// Writes the pages as they lie, now or later.
  public void writeTo(StateWriter writer) {
    writer.putInt(rows);
    if (rows > 0) {
      freezes++;
      freezeNumber++;
      writer.putPart(new FrozenPages(Arrays.copyOf(pages, pageCount)));
    }
  }

  /// The pages as they were. Another thread may read them: they are never changed.
  private final class FrozenPages implements FrozenState.Part {
    private final long[][] frozen;

    FrozenPages(long[][] frozen) {
      this.frozen = frozen;
    }

    @Override
    public void writeTo(Snapshot.Sink sink) {
      ByteBuffer bytes = ByteBuffer.allocate(0);
      for (long[] page : frozen) {
        int count = count(page);
        int length = Integer.BYTES + count * columns * Long.BYTES;
        if (bytes.capacity() < length) {
          bytes = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
        }
        bytes.putInt(0, count);
        bytes.position(Integer.BYTES);
        bytes.asLongBuffer().put(page, HEADER, count * columns);
        sink.putBytes(bytes.array(), length);
      }
    }

    @Override
    public void release() {
      freezes--;
    }
  }

  /// Reads the pages into this one, which is new; {@link #checkInvariants} tells whether all lie
  /// where they must.
  public void readFrom(StateReader reader) {
    int count = reader.getCount();
    Invariants.check(rows == 0 && count <= rowsMax, "pages do not fit", "rows", count);
    if (count == 0) {
      return;
    }
    pageCount = pagesFor(count);
    pages = new long[pageCount][];
    for (int number = 0; number < pageCount; number++) {
      int ofPage = reader.getCount();
      Invariants.check(ofPage <= count - rows, "page has too many rows", "rows", ofPage);
      pages[number] = readPage(reader, ofPage);
      rows += ofPage;
    }
    Invariants.check(rows == count, "pages have too few rows", "rows", rows);
  }

  /// Room is made as the rows come: a count that is damaged takes no more than there is.
  private long[] readPage(StateReader reader, int count) {
    byte[] bytes = new byte[Math.min(count, rowsOfPage) * columns * Long.BYTES];
    LongBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] page = page(0);
    int done = 0;
    while (done < count) {
      int slice = Math.min(rowsOfPage, count - done);
      reader.getBytes(bytes, slice * columns * Long.BYTES);
      page = Arrays.copyOf(page, HEADER + roomFor(done + slice) * columns);
      numbers.get(0, page, HEADER + done * columns, slice * columns);
      done += slice;
    }
    setCount(page, count);
    return page;
  }

  /// Every row lies in its page, in the order of the keys.
  public void checkInvariants() {
    int found = 0;
    for (int number = 0; number < pageCount; number++) {
      long[] page = pages[number];
      for (int place = 0; place < count(page); place++) {
        int at = HEADER + place * columns;
        Invariants.check(
            pageOf(LongTable.hash(page[at], page[at + 1])) == number
                && placeIn(page, page[at], page[at + 1]) == place,
            "row is not found by its key",
            "page",
            number);
      }
      found += count(page);
    }
    Invariants.check(found == rows, "rows of the pages are not as many as said", "rows", found);
    Invariants.check(pagesFor(rows) == pageCount, "number of pages", "pages", pageCount);
  }
}
