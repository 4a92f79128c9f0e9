package kontor.engine.ledger;

import java.util.Arrays;
import kontor.engine.LedgerResults;

/// Gathers what became of a batch: pairs of index and code of those that were not created, and
/// the timestamps of those that were there before.
final class ResultList {

  private int[] pairs = new int[16];
  private int length;
  private long[] existing = new long[4];
  private int existingCount;

  void clear() {
    length = 0;
    existingCount = 0;
  }

  void add(int index, int code) {
    if (length == pairs.length) {
      pairs = Arrays.copyOf(pairs, length * 2);
    }
    pairs[length++] = index;
    pairs[length++] = code;
  }

  void addExisting(int index, int code, long timestampNs) {
    add(index, code);
    if (existingCount == existing.length) {
      existing = Arrays.copyOf(existing, existingCount * 2);
    }
    existing[existingCount++] = timestampNs;
  }

  LedgerResults toResults(long firstNs, int count) {
    return new LedgerResults(
        firstNs,
        count,
        count - length / 2,
        Arrays.copyOf(pairs, length),
        Arrays.copyOf(existing, existingCount));
  }
}
