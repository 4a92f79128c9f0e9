package kontor.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What could be read of who a message is, valid or not, so that an answer can name it.
///
/// @param namespace namespace of `Document`, or null if there was none
/// @param messageName name in the namespace, such as `pacs.008.001.08`
/// @param version the version if it is one of the catalogue
/// @param businessMessageId `BizMsgIdr` of the header
/// @param transactions ids of the transactions as far as they were reached
public record Identification(
    @Nullable String namespace,
    @Nullable String messageName,
    @Nullable MessageVersion version,
    @Nullable String businessMessageId,
    @Nullable String messageId,
    @Nullable String creationDateTime,
    List<TransactionIds> transactions) {

  public static final Identification NONE =
      new Identification(null, null, null, null, null, null, List.of());

  public Identification {
    transactions = List.copyOf(transactions);
  }

  /// Whether a pacs.002 could say which message or transaction it answers.
  public boolean answerable() {
    return messageId != null || transactions.stream().anyMatch(TransactionIds::names);
  }

  /// The best reference for an admi.002, `NOTPROVIDED` if nothing could be read.
  public String reference() {
    if (businessMessageId != null) {
      return businessMessageId;
    }
    return messageId == null ? "NOTPROVIDED" : messageId;
  }
}
