package kontor.iso20022;

/// How large a message may be: one with at most one transaction, and one with many.
public record ReaderLimits(int singleBytesMax, int bulkBytesMax) {

  /// V01: 1 MiB for a single payment, 100 MiB for a bulk.
  public static final ReaderLimits STANDARD = new ReaderLimits(1 << 20, 100 << 20);

  public ReaderLimits {
    if (singleBytesMax < 1 || bulkBytesMax < singleBytesMax) {
      throw new IllegalArgumentException("limits out of order");
    }
  }
}
