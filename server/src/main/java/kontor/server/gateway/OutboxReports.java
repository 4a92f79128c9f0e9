package kontor.server.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentState;
import kontor.iso20022.AccountReference;
import kontor.iso20022.Agent;
import kontor.iso20022.CreditNotification;
import kontor.iso20022.CreditNotification.EntryTransaction;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.Decimal;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.MessageWriter;
import kontor.iso20022.Party;
import kontor.iso20022.Profile;
import kontor.iso20022.TransactionIds;
import kontor.readside.EvidenceLookup;
import kontor.readside.OutboxSink;
import kontor.readside.OutboxWriter;
import kontor.readside.PaymentRow;
import org.jspecify.annotations.Nullable;

/// What leaves without being asked for: the payee's bank hears of its money (camt.054), the
/// sender of a payment that had to wait hears how that ended (pacs.002). Both are a function of
/// the event and the evidence, so a rebuilt outbox holds the same bytes.
public final class OutboxReports implements OutboxWriter {

  private static final int REMITTANCE_MAX = 1;

  private final Profile profile;
  private final RecentReadings readings;

  public OutboxReports(Profile profile, RecentReadings readings) {
    this.profile = profile;
    this.readings = readings;
  }

  @Override
  public void write(RecordedEvent recorded, EvidenceLookup lookup, OutboxSink sink) {
    if (recorded.event() instanceof Event.PaymentSettled settled) {
      writeSettled(recorded, settled, lookup, sink);
    } else if (recorded.event() instanceof Event.Governed governed
        && governed.event() instanceof CalendarEvent.PaymentRedated redated) {
      PaymentRow row = lookup.payment(redated.payment());
      if (row != null) {
        Standing standing =
            new Standing(
                row.standing().state(), List.of(Refusal.VALUE_DAY_CLOSED), List.of(),
                recorded.position(), recorded.timestampMs(), row.conversion());
        tellSender(recorded, row, standing, lookup, sink);
      }
    } else if (recorded.event() instanceof Event.PaymentExpired expired) {
      PaymentRow row = lookup.payment(expired.payment());
      if (row != null) {
        Standing standing =
            new Standing(
                PaymentState.EXPIRED, List.of(expired.refusal()), List.of(),
                recorded.position(), recorded.timestampMs(), row.conversion());
        tellSender(recorded, row, standing, lookup, sink);
      }
    }
  }

  private void writeSettled(
      RecordedEvent recorded,
      Event.PaymentSettled settled,
      EvidenceLookup lookup,
      OutboxSink sink) {
    PaymentRow row = lookup.payment(settled.payment());
    if (row == null) {
      return;
    }
    CreditTransfer.Transaction transaction = transaction(row, lookup);
    if (transaction != null) {
      ParticipantId payeeBank = row.path().route().creditorAgent();
      ParticipantId servicer =
          Objects.requireNonNullElse(row.path().payeeInstitution(), payeeBank);
      // Over whose account it came; an indirect bank hears of it, too.
      ParticipantId settlingBank = lookup.settlesOver(payeeBank);
      CreditNotification notification =
          notification(recorded, settled, transaction, settlingBank, servicer);
      for (ParticipantId bank : new LinkedHashSet<>(List.of(settlingBank, payeeBank))) {
        sink.put(
            bank,
            MessageVersion.CAMT_054_001_08.identifier(),
            settled.payment(),
            MessageWriter.write(notification, MessageVersion.CAMT_054_001_08));
      }
    }
    if (row.standing().queued() != null) {
      Standing standing =
          new Standing(
              PaymentState.SETTLED, List.of(), List.of(), recorded.position(),
              recorded.timestampMs(), settled.conversion());
      tellSender(recorded, row, standing, lookup, sink);
    }
  }

  private void tellSender(
      RecordedEvent recorded,
      PaymentRow row,
      Standing standing,
      EvidenceLookup lookup,
      OutboxSink sink) {
    Reading reading = reading(row.origin().message(), lookup);
    if (reading == null) {
      return;
    }
    MessageVersion version =
        StatusReporter.versionFor(reading.parsed().identification().version());
    sink.put(
        row.path().route().sender(),
        version.identifier(),
        row.payment(),
        StatusReporter.laterStatus(
            reading, row.origin().sequence(), standing, id("S", recorded), version));
  }

  private CreditTransfer.@Nullable Transaction transaction(
      PaymentRow row, EvidenceLookup lookup) {
    Reading reading = reading(row.origin().message(), lookup);
    CreditTransfer transfer = reading == null ? null : reading.transfer();
    int sequence = row.origin().sequence();
    return transfer == null || sequence >= transfer.transactions().size()
        ? null
        : transfer.transactions().get(sequence);
  }

  private @Nullable Reading reading(Digest message, EvidenceLookup lookup) {
    Reading known = readings.get(message);
    if (known != null) {
      return known;
    }
    byte[] compressed = lookup.evidence(message);
    byte[] bytes = compressed == null ? null : Evidence.restore(compressed);
    if (bytes == null) {
      return null;
    }
    Reading reading = Reading.withoutRules(message, bytes, profile);
    readings.put(reading);
    return reading;
  }

  private static CreditNotification notification(
      RecordedEvent recorded,
      Event.PaymentSettled settled,
      CreditTransfer.Transaction transaction,
      ParticipantId payeeBank,
      ParticipantId servicer) {
    String created = LogTime.dateTime(recorded.timestampMs());
    String date = LogTime.date(recorded.timestampMs());
    Money credit = settled.conversion().credit();
    String reference =
        StatusReporter.clearingReference(recorded.position(), settled.payment());
    CreditNotification.Account account =
        new CreditNotification.Account(
            new AccountReference(
                null,
                new Agent.OtherId(
                    servicer.bic() + credit.currency().code() + payeeBank.bic(), null, false,
                    null),
                null, credit.currency().code(), null),
            Party.ofInstitution(Agent.ofBic(payeeBank.bic())),
            Agent.ofBic(servicer.bic()));
    CreditNotification.Entry entry =
        new CreditNotification.Entry(
            reference, StatusReporter.amount(credit), CreditNotification.Direction.CREDIT,
            "BOOK", date, date, reference,
            List.of(entryTransaction(settled, transaction, reference)));
    String id = id("N", recorded);
    return new CreditNotification(
        id, created,
        List.of(new CreditNotification.Notification(id, created, account, List.of(entry))));
  }

  private static EntryTransaction entryTransaction(
      Event.PaymentSettled settled, CreditTransfer.Transaction transaction, String reference) {
    TransactionIds ids = transaction.ids();
    PaymentId payment = settled.payment();
    List<String> remittance = transaction.remittance().unstructured();
    return new EntryTransaction(
        new TransactionIds(
            ids.instructionId(), ids.endToEndId(), ids.transactionId(), payment.uetr(),
            reference),
        StatusReporter.amount(settled.conversion().credit()),
        exchange(settled.conversion()),
        transaction.debtor().party(),
        transaction.creditor().party(),
        transaction.debtor().agent(),
        transaction.creditor().agent(),
        remittance.subList(0, Math.min(remittance.size(), REMITTANCE_MAX)));
  }

  private static CreditNotification.Exchange exchange(Conversion conversion) {
    Fixing fixing = conversion.fixing();
    return new CreditNotification.Exchange(
        StatusReporter.amount(conversion.debit()),
        fixing == null ? null : fixing.base().code(),
        fixing == null ? null : fixing.quoted().code(),
        fixing == null ? null : new Decimal(fixing.rate().unscaled(), fixing.rate().scale()));
  }

  /// Unique: an event calls for at most one message of each kind.
  private static String id(String kind, RecordedEvent recorded) {
    return kind + Long.toHexString(recorded.position()) + "-" + recorded.index();
  }
}
