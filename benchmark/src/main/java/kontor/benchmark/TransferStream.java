package kontor.benchmark;

import java.util.SplittableRandom;
import kontor.engine.Transfers;

/// The transfers of a benchmark, the same for every system that is measured: ids from 1 on, two
/// different accounts of 1..n each, sums of 1 to {@link #AMOUNT_MAX} minor units.
final class TransferStream {

  static final int LEDGER = 1;
  static final int CODE = 1;
  static final int AMOUNT_MAX = 1000;

  /// How the accounts of a transfer are chosen.
  enum Distribution {
    UNIFORM,
    /// The k-th account is as frequent as 1/k: a few large banks and many small ones.
    ZIPF
  }

  /// @param hotPercent share of the transfers that debit account 1, whatever the distribution
  record Shape(int accounts, Distribution distribution, int hotPercent, long seed) {}

  private final Shape shape;
  private final SplittableRandom random;
  private final double harmonic;
  private long nextId = 1;

  TransferStream(Shape shape) {
    this.shape = shape;
    this.random = new SplittableRandom(shape.seed());
    this.harmonic = Math.log(shape.accounts() + 1.0);
  }

  Shape shape() {
    return shape;
  }

  Transfers next(int count) {
    Transfers batch = Transfers.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      boolean hot = shape.hotPercent > 0 && random.nextInt(100) < shape.hotPercent;
      int debit = hot ? 0 : account();
      int credit = account();
      if (credit == debit) {
        credit = (debit + 1 + random.nextInt(shape.accounts - 1)) % shape.accounts;
      }
      long amountMinor = 1L + random.nextInt(AMOUNT_MAX);
      batch.at(i).set(nextId++, debit + 1L, credit + 1L, amountMinor, LEDGER, CODE);
    }
    return batch;
  }

  private int account() {
    return switch (shape.distribution) {
      case UNIFORM -> random.nextInt(shape.accounts);
      // The continuous law of Zipf with exponent 1, by inversion.
      case ZIPF -> (int) (Math.exp(random.nextDouble() * harmonic)) - 1;
    };
  }
}
