package kontor.server.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Conversion;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.readside.EntryRow;
import kontor.readside.MessageRow;
import kontor.readside.OutboxRow;
import kontor.readside.PaymentCost;
import kontor.readside.PaymentDetails;
import kontor.readside.PaymentRow;
import kontor.readside.Queries;
import kontor.readside.TimelineRow;
import kontor.server.gateway.MessageKind;
import org.jspecify.annotations.Nullable;

/// What the page of one payment shows.
///
/// @param cost null if it was refused, and that cost nothing
/// @param incoming the message that brought it; null if its evidence is not complete
record PaymentPage(
    PaymentDetails details,
    List<Check.Line> checks,
    List<BookLegs> legs,
    @Nullable PaymentCost cost,
    MessageText.@Nullable Shown incoming) {

  /// What moved in one book.
  record BookLegs(String book, List<EntryRow> entries) {}

  static @Nullable PaymentPage of(Queries queries, PaymentId id) {
    PaymentDetails details = queries.payment(id);
    if (details == null) {
      return null;
    }
    PaymentRow payment = details.payment();
    return new PaymentPage(
        details,
        Check.of(payment),
        legs(details.entries()),
        queries.cost(id),
        MessageText.ofEvidence(queries.evidence(payment.origin().message())));
  }

  private static List<BookLegs> legs(List<EntryRow> entries) {
    TreeMap<String, BookLegs> legs = new TreeMap<>();
    for (EntryRow entry : entries) {
      String book = entry.account().servicer() + " · " + entry.account().currency();
      legs.computeIfAbsent(book, b -> new BookLegs(b, new ArrayList<>()))
          .entries()
          .add(entry);
    }
    // The payer's book first: it holds the first entry.
    return legs.values().stream()
        .sorted(
            Comparator.comparingInt(
                (BookLegs leg) -> entries.indexOf(leg.entries().getFirst())))
        .toList();
  }

  PaymentRow payment() {
    return details.payment();
  }

  @Nullable Conversion conversion() {
    return payment().conversion();
  }

  /// What the payer's bank pays, as fixed or, before that, as stated.
  Money debit() {
    Conversion conversion = conversion();
    return conversion == null ? payment().stated().settlement() : conversion.debit();
  }

  String messageKind() {
    MessageRow message = details.message();
    return MessageKind.name(message == null ? MessageKind.UNKNOWN : message.kind());
  }

  MessageText.Shown text(OutboxRow answer) {
    return MessageText.of(answer.bytes());
  }

  /// How long after it entered an event of the payment happened.
  long afterMs(TimelineRow row) {
    return row.at().timestampMs() - payment().standing().entered().timestampMs();
  }
}
