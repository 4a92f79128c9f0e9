package kontor.server.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kontor.engine.Conversion;
import kontor.engine.Refusal;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentState;
import kontor.iso20022.Agent;
import kontor.iso20022.Amount;
import kontor.iso20022.BusinessHeader;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.Identification;
import kontor.iso20022.MessageReject;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.MessageWriter;
import kontor.iso20022.StatusReport;
import kontor.iso20022.StatusReport.GroupStatus;
import kontor.iso20022.StatusReport.OriginalGroup;
import kontor.iso20022.StatusReport.TransactionStatus;
import kontor.iso20022.TransactionIds;
import org.jspecify.annotations.Nullable;

/// Says what became of a message: pacs.002 where its payments can be named, admi.002 where not.
///
/// An answer is a pure function of the message's bytes and the core's events with their places
/// and times. So whoever asks again while nothing has changed gets the same bytes, also after a
/// restart.
final class StatusReporter {

  static final String SETTLED = "ACSC";
  static final String PENDING = "PDNG";
  static final String REJECTED = "RJCT";
  static final String MIXED = "PART";

  private static final String ACCEPTED =
      Arrays.stream(MessageVersion.values())
          .filter(MessageVersion::creditTransfer)
          .map(MessageVersion::identifier)
          .collect(Collectors.joining(", "));
  private static final int REASONS_MAX = 10;
  private static final int ID_LENGTH_MAX = 35;

  private StatusReporter() {}

  static Answer answer(Reading reading, Outcomes outcomes) {
    return reading.answerKind() == Reading.AnswerKind.MESSAGE_REJECT
        ? messageReject(reading, outcomes)
        : statusReport(reading, outcomes);
  }

  private static Answer messageReject(Reading reading, Outcomes outcomes) {
    Fault first =
        reading.faults().isEmpty()
            ? new Fault("V02", "FF01", "", 0, "message refused", "")
            : reading.faults().getFirst();
    String all =
        reading.faults().stream()
            .limit(REASONS_MAX)
            .map(Fault::sentence)
            .collect(Collectors.joining(" | "));
    Identification original = reading.parsed().identification();
    MessageReject reject =
        new MessageReject(
            original.reference(),
            first.reasonCode(),
            LogTime.dateTime(outcomes.lastTimestampMs()),
            first.path() + (first.line() > 0 ? " line " + first.line() : ""),
            first.rule() + ": " + first.text() + "; " + first.remedy(),
            all + (first.rule().equals("V02") ? " | Accepted: " + ACCEPTED : ""));
    return new Answer(
        reading.digest(),
        MessageVersion.ADMI_002_001_01.identifier(),
        Objects.requireNonNullElse(original.messageName(), "unknown"),
        clip(original.reference()),
        REJECTED,
        reasonsOf(reading.faults()),
        List.of(),
        new Answer.Document(
            MessageWriter.write(reject, MessageVersion.ADMI_002_001_01),
            outcomes.firstPosition(),
            outcomes.isRepeat()));
  }

  private static Answer statusReport(Reading reading, Outcomes outcomes) {
    List<Answer.TransactionAnswer> transactions = new ArrayList<>();
    List<TransactionIds> ids = idsOf(reading);
    for (int i = 0; i < ids.size(); i++) {
      transactions.add(transactionAnswer(reading, i, ids.get(i), outcomes.of(i)));
    }
    List<Answer.Reason> groupReasons =
        ids.isEmpty() || !reading.faults().isEmpty() ? groupReasons(reading, outcomes) : List.of();
    String status = groupStatus(transactions);
    MessageVersion version = versionFor(reading.parsed().identification().version());
    String id = messageId(outcomes.firstPosition(), outcomes.lastPosition());
    String created = LogTime.dateTime(outcomes.lastTimestampMs());
    GroupStatus group =
        new GroupStatus(
            originalGroup(reading), numberOfTransactions(reading, ids), status,
            isoReasons(groupReasons));
    StatusReport report =
        new StatusReport(
            id, created, instructed(reading), instructing(reading), List.of(group),
            statuses(ids, transactions));
    return new Answer(
        reading.digest(),
        version.identifier(),
        Objects.requireNonNullElse(
            reading.parsed().identification().messageName(), "unknown"),
        originalGroup(reading).messageId(),
        status,
        groupReasons,
        transactions,
        new Answer.Document(
            MessageWriter.write(header(reading, id, version, created), report, version),
            outcomes.firstPosition(),
            outcomes.isRepeat()));
  }

  private static List<TransactionStatus> statuses(
      List<TransactionIds> ids, List<Answer.TransactionAnswer> transactions) {
    List<TransactionStatus> statuses = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      statuses.add(status(ids.get(i), transactions.get(i), null));
    }
    return statuses;
  }

  /// One payment's later status, for the sender's outbox.
  static byte[] laterStatus(
      Reading reading, int sequence, Standing standing, String id, MessageVersion version) {
    TransactionIds ids = idsOf(reading).get(sequence);
    Answer.TransactionAnswer answer = transactionAnswer(reading, sequence, ids, standing);
    String created = LogTime.dateTime(standing.timestampMs());
    StatusReport report =
        new StatusReport(
            id, created, instructed(reading), instructing(reading), List.of(),
            List.of(status(ids, answer, originalGroup(reading))));
    return MessageWriter.write(header(reading, id, version, created), report, version);
  }

  private static List<TransactionIds> idsOf(Reading reading) {
    CreditTransfer transfer = reading.transfer();
    return transfer == null
        ? reading.parsed().identification().transactions()
        : transfer.transactions().stream().map(CreditTransfer.Transaction::ids).toList();
  }

  private static Answer.TransactionAnswer transactionAnswer(
      Reading reading, int sequence, TransactionIds ids, Standing standing) {
    return new Answer.TransactionAnswer(
        sequence,
        stated(reading, sequence, ids),
        statusOf(standing.state()),
        reasonsOf(standing),
        standing.conversion(),
        standing.position(),
        standing.timestampMs());
  }

  private static Answer.Stated stated(Reading reading, int sequence, TransactionIds ids) {
    PaymentId payment = Identity.payment(ids.uetr());
    CreditTransfer transfer = reading.transfer();
    if (transfer == null) {
      return new Answer.Stated(payment, ids.endToEndId(), null, null, null);
    }
    CreditTransfer.Transaction transaction = transfer.transactions().get(sequence);
    return new Answer.Stated(
        payment,
        ids.endToEndId(),
        bic(InstructionMapper.agentOf(transaction.debtor())),
        bic(InstructionMapper.agentOf(transaction.creditor())),
        text(transaction.settlement().amount()));
  }

  private static String text(Amount amount) {
    return amount.number() + " " + amount.currency();
  }

  private static @Nullable String bic(@Nullable Agent agent) {
    return agent == null ? null : agent.bic();
  }

  static String statusOf(PaymentState state) {
    return switch (state) {
      case SETTLED -> SETTLED;
      case SUBMITTED, AWAITS_RATE, RATED, QUEUED -> PENDING;
      case REJECTED, EXPIRED -> REJECTED;
    };
  }

  private static List<Answer.Reason> reasonsOf(Standing standing) {
    if (!standing.faults().isEmpty()) {
      return reasonsOf(standing.faults());
    }
    List<Answer.Reason> reasons = new ArrayList<>();
    for (Refusal refusal : standing.refusals()) {
      ReasonCodes.Reason reason = ReasonCodes.of(refusal);
      reasons.add(new Answer.Reason(reason.code(), reason.rule(), reason.text()));
    }
    return reasons;
  }

  private static List<Answer.Reason> reasonsOf(List<Fault> faults) {
    return faults.stream()
        .limit(REASONS_MAX)
        .map(f -> new Answer.Reason(f.reasonCode(), f.rule(), f.sentence()))
        .toList();
  }

  private static List<Answer.Reason> groupReasons(Reading reading, Outcomes outcomes) {
    return reading.faults().isEmpty()
        ? reasonsOf(outcomes.of(-1))
        : reasonsOf(reading.faults());
  }

  private static String groupStatus(List<Answer.TransactionAnswer> transactions) {
    Set<String> statuses = new TreeSet<>();
    transactions.forEach(t -> statuses.add(t.status()));
    return switch (statuses.size()) {
      case 0 -> REJECTED;
      case 1 -> statuses.iterator().next();
      default -> MIXED;
    };
  }

  private static TransactionStatus status(
      TransactionIds ids, Answer.TransactionAnswer answer, @Nullable OriginalGroup group) {
    boolean isSettled = answer.status().equals(SETTLED);
    Conversion conversion = answer.conversion();
    PaymentId payment = answer.payment();
    return new TransactionStatus(
        null,
        group,
        new TransactionIds(
            clipOrNull(ids.instructionId()),
            clipOrNull(ids.endToEndId()),
            clipOrNull(ids.transactionId()),
            payment == null ? null : payment.uetr(),
            isSettled && payment != null
                ? clearingReference(answer.position(), payment)
                : null),
        answer.status(),
        isoReasons(answer.reasons()),
        null,
        isSettled ? LogTime.dateTime(answer.timestampMs()) : null,
        conversion == null ? null : amount(conversion.debit()));
  }

  private static List<StatusReport.Reason> isoReasons(List<Answer.Reason> reasons) {
    return reasons.stream()
        .map(
            r ->
                StatusReport.Reason.of(
                    r.code(),
                    r.text().startsWith(r.rule()) ? r.text() : r.rule() + ": " + r.text()))
        .toList();
  }

  static Amount amount(Money money) {
    return new Amount(
        money.currency().code(), money.minor(), money.currency().minorDigits());
  }

  /// Kontor's own key of a settled payment: unique, and sorted as it was settled.
  static String clearingReference(long position, PaymentId payment) {
    return String.format("%016X-%016X", position, payment.high());
  }

  /// Unique per message and per change of one of its payments.
  private static String messageId(long firstPosition, long lastPosition) {
    return "K" + Long.toHexString(firstPosition) + "-" + Long.toHexString(lastPosition);
  }

  static OriginalGroup originalGroup(Reading reading) {
    Identification original = reading.parsed().identification();
    CreditTransfer transfer = reading.transfer();
    return new OriginalGroup(
        clip(Objects.requireNonNullElse(original.messageId(), original.reference())),
        clip(Objects.requireNonNullElse(original.messageName(), "unknown")),
        transfer == null ? null : transfer.group().creationDateTime());
  }

  private static @Nullable Long numberOfTransactions(
      Reading reading, List<TransactionIds> ids) {
    return reading.transfer() == null ? null : Long.valueOf(ids.size());
  }

  private static @Nullable Agent instructing(Reading reading) {
    CreditTransfer transfer = reading.transfer();
    return transfer == null
        ? null
        : byBic(transfer.transactions().getFirst().route().instructing());
  }

  private static @Nullable Agent instructed(Reading reading) {
    CreditTransfer transfer = reading.transfer();
    return transfer == null
        ? null
        : byBic(transfer.transactions().getFirst().route().instructed());
  }

  private static @Nullable Agent byBic(@Nullable Agent agent) {
    return agent == null || agent.bic() == null ? null : Agent.ofBic(agent.bic());
  }

  /// The answer has a header when the message had one that names both sides.
  private static @Nullable BusinessHeader header(
      Reading reading, String id, MessageVersion version, String created) {
    BusinessHeader original = reading.parsed().header();
    if (original == null) {
      return null;
    }
    Agent from = byBic(original.from());
    Agent to = byBic(original.to());
    if (from == null || to == null) {
      return null;
    }
    return new BusinessHeader(
        to, from, id, version.identifier(), null, created, BusinessHeader.Handling.ORDINARY,
        List.of());
  }

  /// The generation of the answer is that of the message (iso20022.md 2.5).
  static MessageVersion versionFor(@Nullable MessageVersion original) {
    return switch (original) {
      case PACS_008_001_12, PACS_008_001_13, PACS_009_001_12 -> MessageVersion.PACS_002_001_15;
      case null, default -> MessageVersion.PACS_002_001_10;
    };
  }

  private static String clip(String id) {
    String text = id.isEmpty() ? "NOTPROVIDED" : id;
    return text.length() <= ID_LENGTH_MAX ? text : text.substring(0, ID_LENGTH_MAX);
  }

  private static @Nullable String clipOrNull(@Nullable String id) {
    return id == null || id.isEmpty() ? null : clip(id);
  }
}
