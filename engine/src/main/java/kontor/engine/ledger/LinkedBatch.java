package kontor.engine.ledger;

import kontor.engine.LedgerResults;
import kontor.engine.TransferResult;

/// Goes through a batch whose elements stand alone or are linked into chains. A chain is made as a
/// whole or not at all: the one that fails keeps its own result, the others say that the chain
/// failed. What the earlier of a chain did is seen by the later, and taken back if one fails.
abstract class LinkedBatch {

  static final int CREATED = LedgerResults.CREATED;

  // The same for accounts and transfers.
  private static final int FAILED = TransferResult.LINKED_EVENT_FAILED.code();
  private static final int OPEN = TransferResult.LINKED_EVENT_CHAIN_OPEN.code();

  private static final int NO_CHAIN = -1;

  final ResultList results = new ResultList();
  private int chainStart;
  private boolean chainBroken;

  final LedgerResults run(int count, long firstNs) {
    results.clear();
    chainStart = NO_CHAIN;
    for (int i = 0; i < count; i++) {
      boolean linked = isLinked(i);
      if (chainStart == NO_CHAIN && !linked) {
        createAlone(i);
      } else {
        createInChain(i, linked, i == count - 1);
      }
    }
    return results.toResults(firstNs, count);
  }

  private void createAlone(int index) {
    int code = create(index);
    if (code == CREATED) {
      keep();
    } else {
      fail(index, code);
    }
  }

  private void createInChain(int index, boolean linked, boolean last) {
    if (chainStart == NO_CHAIN) {
      chainStart = index;
      chainBroken = false;
      begin();
    }
    if (chainBroken) {
      results.add(index, linked && last ? OPEN : FAILED);
    } else {
      int code = linked && last ? OPEN : create(index);
      if (code != CREATED) {
        takeBack();
        for (int i = chainStart; i < index; i++) {
          results.add(i, FAILED);
        }
        fail(index, code);
        chainBroken = true;
      }
    }
    if (!linked) {
      if (!chainBroken) {
        keep();
      }
      chainStart = NO_CHAIN;
    }
  }

  /// Whether the element that is created now is part of a chain.
  final boolean isInChain() {
    return chainStart != NO_CHAIN;
  }

  /// Whether the element is linked with the next.
  abstract boolean isLinked(int index);

  /// Creates an element and says {@link #CREATED}, or says why not and does nothing.
  abstract int create(int index);

  /// Writes down why an element was not created.
  abstract void fail(int index, int code);

  /// What comes now may be taken back, until it is kept.
  abstract void begin();

  abstract void takeBack();

  /// What was created stays.
  abstract void keep();
}
