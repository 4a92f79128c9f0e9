package kontor.engine;

/// What became of a batch of the bulk ledger. Sparse: a batch that went well is four numbers.
///
/// Each element of a batch has its own timestamp, one nanosecond after the one before it, whether
/// it was created or not.
///
/// @param timestampNs of the first element, nanoseconds of log time
/// @param count elements in the batch
/// @param created how many of them were created; of lines, set
/// @param failures pairs of index and code of those that were not created, in order
/// @param existing original timestamps of those that existed before, in order
public record LedgerResults(
    long timestampNs, int count, int created, int[] failures, long[] existing) {

  /// The code of those that were created.
  public static final int CREATED = -1;

  private static final int NONE = -1;

  /// The dense view: the code of an element.
  public int code(int index) {
    int place = find(index);
    return place == NONE ? CREATED : failures[place + 1];
  }

  /// When an element was created, now or, if it existed, before. Imported elements have the time
  /// that they brought.
  public long timestampNs(int index) {
    int existsCode = existsCode();
    int place = find(index);
    if (place == NONE || failures[place + 1] != existsCode) {
      return timestampNs + index;
    }
    int before = 0;
    for (int i = 0; i < place; i += 2) {
      before += failures[i + 1] == existsCode ? 1 : 0;
    }
    return before < existing.length ? existing[before] : timestampNs + index;
  }

  /// Accounts and transfers have different numbers for what exists. That of transfers means
  /// nothing for accounts, so if it occurs these are transfers.
  private int existsCode() {
    for (int i = 1; i < failures.length; i += 2) {
      if (failures[i] == TransferResult.EXISTS.code()) {
        return TransferResult.EXISTS.code();
      }
    }
    return existing.length == 0 ? CREATED : AccountResult.EXISTS.code();
  }

  /// Place of an element's pair in the failures: their indices grow.
  private int find(int index) {
    int low = 0;
    int high = failures.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = failures[middle * 2];
      if (at == index) {
        return middle * 2;
      }
      if (at < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }
}
