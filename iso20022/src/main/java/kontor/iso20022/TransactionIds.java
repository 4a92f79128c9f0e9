package kontor.iso20022;

import org.jspecify.annotations.Nullable;

/// The identifications of one transaction, as far as it has them: `InstrId`, `EndToEndId`,
/// `TxId`, `UETR` and `ClrSysRef`, or the `Orgnl` twins of them in a report.
public record TransactionIds(
    @Nullable String instructionId,
    @Nullable String endToEndId,
    @Nullable String transactionId,
    @Nullable String uetr,
    @Nullable String clearingReference) {

  public static final TransactionIds NONE = new TransactionIds(null, null, null, null, null);

  /// Whether an answer could name the transaction at all.
  public boolean names() {
    return instructionId != null || transactionId != null || uetr != null
        || endToEndId != null;
  }
}
