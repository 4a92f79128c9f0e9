package kontor.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// camt.054: entries booked on an account, told to its owner.
public record CreditNotification(
    String messageId,
    String creationDateTime,
    List<Notification> notifications) implements Message {

  public CreditNotification {
    notifications = List.copyOf(notifications);
  }

  /// The entries of one account.
  public record Notification(
      String id,
      @Nullable String creationDateTime,
      Account account,
      List<Entry> entries) {

    public Notification {
      entries = List.copyOf(entries);
    }
  }

  /// An account with its owner and the institution that keeps it.
  public record Account(
      AccountReference reference,
      @Nullable Party owner,
      @Nullable Agent servicer) {}

  public enum Direction { CREDIT, DEBIT }

  /// One booked or expected entry. Dates are written as dates when they have ten characters and
  /// as dates with time when they have more.
  public record Entry(
      @Nullable String reference,
      Amount amount,
      Direction direction,
      String status,
      @Nullable String bookingDate,
      @Nullable String valueDate,
      @Nullable String servicerReference,
      List<EntryTransaction> transactions) {

    public Entry {
      transactions = List.copyOf(transactions);
    }
  }

  /// The payment behind an entry.
  public record EntryTransaction(
      TransactionIds ids,
      @Nullable Amount amount,
      @Nullable Exchange exchange,
      @Nullable Party debtor,
      @Nullable Party creditor,
      @Nullable Agent debtorAgent,
      @Nullable Agent creditorAgent,
      List<String> remittance) {

    public EntryTransaction {
      remittance = List.copyOf(remittance);
    }
  }

  /// The sum in the money it was instructed in, and the rate if it was converted. The rate is
  /// units of the target currency for one unit of the source currency.
  public record Exchange(
      Amount instructedAmount,
      @Nullable String sourceCurrency,
      @Nullable String targetCurrency,
      @Nullable Decimal rate) {}
}
