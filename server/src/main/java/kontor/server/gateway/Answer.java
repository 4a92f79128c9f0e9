package kontor.server.gateway;

import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.terms.Digest;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// The answer to a message: the bytes for the sender, and what they say for everyone else.
///
/// @param messageName of the answer, `pacs.002.001.10` or `admi.002.001.01`
/// @param originalName of the message, `pacs.008.001.08`; `unknown` if it could not be read
/// @param reference the message id of the original, or what stands for it
/// @param status of the group: ACSC, PART, PDNG or RJCT
/// @param reasons of the whole message
/// @param place where the message stands in the log
public record Answer(
    Digest message,
    String messageName,
    String originalName,
    String reference,
    String status,
    List<Reason> reasons,
    List<TransactionAnswer> transactions,
    Document document) {

  /// @param bytes of the answer
  /// @param position where the message first stands in the log
  /// @param isRepeat whether the very same bytes had been answered before
  public record Document(byte[] bytes, long position, boolean isRepeat) {}

  /// @param rule of the usage guide, `V34`
  /// @param text for people
  public record Reason(String code, String rule, String text) {}

  /// What the sender wrote; null what could not be read.
  ///
  /// @param from BIC of the payer's bank
  /// @param to BIC of the payee's bank
  /// @param amount settlement amount with its currency
  public record Stated(
      @Nullable PaymentId payment,
      @Nullable String endToEndId,
      @Nullable String from,
      @Nullable String to,
      @Nullable String amount) {}

  /// @param sequence place in the message, from 0
  /// @param conversion both sums and the rate, once they are fixed
  /// @param position where it came to this status, by the log
  public record TransactionAnswer(
      int sequence,
      Stated stated,
      String status,
      List<Reason> reasons,
      @Nullable Conversion conversion,
      long position,
      long timestampMs) {

    public @Nullable PaymentId payment() {
      return stated.payment();
    }
  }

  public byte[] bytes() {
    return document.bytes();
  }

  /// Whether a payment of this message still waits.
  public boolean isPending() {
    return transactions.stream().anyMatch(t -> t.status().equals("PDNG"));
  }
}
