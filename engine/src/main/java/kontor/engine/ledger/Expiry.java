package kontor.engine.ledger;

import java.util.Arrays;
import kontor.engine.Event;
import kontor.engine.Transfers;
import kontor.engine.state.Step;

/// What is pending or waits with a timeout, in the order of its expiry and then of its making: a
/// heap in two arrays. Who is posted, voided or released before stays in it until it comes to the
/// top, or until the arrays are full.
///
/// It follows from the transfers, so a snapshot does not have it.
final class Expiry {

  private static final long NANOS_PER_MS = 1_000_000;
  private static final int IDS_AT_FIRST = 16;

  private final TransferTable transfers;
  private final Waiting waiting;
  private long[] expiriesNs = new long[8];
  private int[] rows = new int[8];
  private int size;

  Expiry(TransferTable transfers, Waiting waiting) {
    this.transfers = transfers;
    this.waiting = waiting;
  }

  /// Watches the transfers from this one on that are pending or wait with a timeout.
  void watchFrom(int firstRow) {
    for (int row = firstRow; row < transfers.rows(); row++) {
      if (transfers.timeout(row) != 0 && transfers.isOpen(row)) {
        push(transfers.expiryNs(row), row);
      }
    }
  }

  private void push(long expiryNs, int row) {
    if (size == rows.length) {
      dropEnded();
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isBefore(expiryNs, row, expiriesNs[parent], rows[parent])) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    expiriesNs[hole] = expiryNs;
    rows[hole] = row;
  }

  private static boolean isBefore(long expiryNs, int row, long otherNs, int otherRow) {
    return expiryNs != otherNs ? expiryNs < otherNs : row < otherRow;
  }

  private void move(int from, int to) {
    expiriesNs[to] = expiriesNs[from];
    rows[to] = rows[from];
  }

  /// Makes room: forgets who is neither pending nor waits, and grows if that is not much.
  private void dropEnded() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (transfers.isOpen(rows[i])) {
        move(i, kept++);
      }
    }
    size = kept;
    for (int parent = size / 2 - 1; parent >= 0; parent--) {
      sink(parent, expiriesNs[parent], rows[parent]);
    }
    if (size > rows.length / 2) {
      expiriesNs = Arrays.copyOf(expiriesNs, rows.length * 2);
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
  }

  /// When the next is due, or `Long.MAX_VALUE`.
  long nextMs() {
    while (size > 0 && !transfers.isOpen(rows[0])) {
      removeTop();
    }
    return size == 0 ? Long.MAX_VALUE : (expiriesNs[0] - 1) / NANOS_PER_MS + 1;
  }

  /// Ends what is due by this time.
  void passTime(Step step) {
    while (nextMs() <= step.nowMs()) {
      long[] ids = new long[IDS_AT_FIRST];
      int length = 0;
      while (length < 2 * Transfers.COUNT_MAX && nextMs() <= step.nowMs()) {
        if (length == ids.length) {
          ids = Arrays.copyOf(ids, 2 * length);
        }
        int row = rows[0];
        transfers.expire(row);
        waiting.moved(transfers, row);
        waiting.pendingEnded();
        ids[length++] = transfers.idHigh(row);
        ids[length++] = transfers.idLow(row);
      }
      step.emit(new Event.TransfersExpired(Arrays.copyOf(ids, length)));
    }
  }

  private void removeTop() {
    size--;
    sink(0, expiriesNs[size], rows[size]);
  }

  private void sink(int from, long expiryNs, int row) {
    int hole = from;
    for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      int other = child + 1;
      if (other < size
          && isBefore(expiriesNs[other], rows[other], expiriesNs[child], rows[child])) {
        child = other;
      }
      if (!isBefore(expiriesNs[child], rows[child], expiryNs, row)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    if (size > 0) {
      expiriesNs[hole] = expiryNs;
      rows[hole] = row;
    }
  }
}
