package kontor.engine.ledger;

/// A table whose rows stand in the order of time. A row may have no instant of its own and repeat
/// that of the row before it; such a row is in no list.
interface RowsInTime {

  int rows();

  long timestampNs(int row);

  /// Whether the row has no instant of its own.
  boolean repeatsInstant(int row);

  /// The first row that is not before this instant; all rows if there is none.
  default int firstFrom(long timestampNs) {
    int low = 0;
    int high = rows();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(timestampNs(middle), timestampNs) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The first row that is after this instant, which is none if it is 0.
  default int firstAfter(long timestampNs) {
    return timestampNs == 0 || timestampNs == -1 ? rows() : firstFrom(timestampNs + 1);
  }

  /// The next row that can be in a list. Of those that repeat an instant there may be many.
  default int above(int row) {
    return repeatsInstant(row) ? firstFrom(timestampNs(row) + 1) : row + 1;
  }

  /// The row before this one that can be in a list, or -1.
  default int below(int row) {
    int first = repeatsInstant(row) ? firstFrom(timestampNs(row)) : row;
    return first < row ? first : row - 1;
  }
}
