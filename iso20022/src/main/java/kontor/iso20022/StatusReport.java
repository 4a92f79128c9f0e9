package kontor.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// pacs.002: what became of a message and of its transactions.
public record StatusReport(
    String messageId,
    String creationDateTime,
    @Nullable Agent instructing,
    @Nullable Agent instructed,
    List<GroupStatus> groups,
    List<TransactionStatus> transactions) implements Message {

  public StatusReport {
    groups = List.copyOf(groups);
    transactions = List.copyOf(transactions);
  }

  /// The message that is reported on.
  public record OriginalGroup(
      String messageId,
      String messageName,
      @Nullable String creationDateTime) {}

  /// Status of the whole message; the status itself is missing if only transactions have one.
  public record GroupStatus(
      OriginalGroup original,
      @Nullable Long numberOfTransactions,
      @Nullable String status,
      List<Reason> reasons) {

    public GroupStatus {
      reasons = List.copyOf(reasons);
    }
  }

  /// Status of one transaction. Effective settlement date is written as a date when it has ten
  /// characters and as a date with time when it has more.
  public record TransactionStatus(
      @Nullable String statusId,
      @Nullable OriginalGroup originalGroup,
      TransactionIds original,
      @Nullable String status,
      List<Reason> reasons,
      @Nullable String acceptanceDateTime,
      @Nullable String effectiveSettlementDate,
      @Nullable Amount originalSettlementAmount) {

    public TransactionStatus {
      reasons = List.copyOf(reasons);
    }
  }

  /// Why: a code of the external list, and lines of text. The writer breaks lines that are
  /// longer than the 105 characters that a line may have.
  public record Reason(@Nullable String code, boolean proprietary, List<String> information) {

    public Reason {
      information = List.copyOf(information);
    }

    public static Reason of(String code, String... information) {
      return new Reason(code, false, List.of(information));
    }
  }
}
