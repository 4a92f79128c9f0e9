package kontor.engine.ledger;

import java.util.Arrays;
import kontor.engine.LedgerResult;

/// Pairs of index and result number, for those of a batch that were not created.
final class ResultList {

  private int[] pairs = new int[16];
  private int length;

  void add(int index, LedgerResult result) {
    if (length == pairs.length) {
      pairs = Arrays.copyOf(pairs, length * 2);
    }
    pairs[length++] = index;
    pairs[length++] = result.code();
  }

  int[] toArray() {
    return Arrays.copyOf(pairs, length);
  }
}
