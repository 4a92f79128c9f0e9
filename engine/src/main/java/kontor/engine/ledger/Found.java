package kontor.engine.ledger;

import java.util.Arrays;

/// The last rows that were found, so many at most.
final class Found {

  private static final int ROWS_AT_FIRST = 16;

  private final int limit;
  private int[] rows;
  private int count;
  private int start;

  Found(int limit) {
    this.limit = limit;
    this.rows = new int[Math.min(limit, ROWS_AT_FIRST)];
  }

  boolean isFull() {
    return count == limit;
  }

  void add(int row) {
    if (count == limit) {
      rows[start] = row;
      start = start + 1 == limit ? 0 : start + 1;
      return;
    }
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, Math.min(limit, count * 2));
    }
    rows[count++] = row;
  }

  int[] inOrder() {
    int[] ordered = new int[count];
    for (int i = 0; i < count; i++) {
      ordered[i] = rows[(start + i) % count];
    }
    return ordered;
  }

  int[] reversed() {
    int[] ordered = inOrder();
    for (int i = 0, j = count - 1; i < j; i++, j--) {
      int row = ordered[i];
      ordered[i] = ordered[j];
      ordered[j] = row;
    }
    return ordered;
  }
}
