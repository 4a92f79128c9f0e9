package kontor.server.gateway;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.ReceiveMessage;
import kontor.engine.rates.Quote;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.iso20022.AccountReference;
import kontor.iso20022.Agent;
import kontor.iso20022.Amount;
import kontor.iso20022.BusinessHeader;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Decimal;
import kontor.iso20022.TransactionIds;
import org.jspecify.annotations.Nullable;

/// From ISO 20022's words to the core's: one message becomes one command, or several when it is
/// large. Every message becomes a command, refused ones too.
///
/// The evidence of a large message leads: instructions begin in the part that brings the last of
/// it, so whoever meets a payment in the log has met its message before.
final class InstructionMapper {

  /// Instructions that one command carries at most.
  static final int PART_INSTRUCTIONS_MAX = 256;

  /// The schema allows years of ten digits.
  private static final int YEAR_MAX = 9_999;

  private final CurrencyRegistry currencies;

  InstructionMapper(CurrencyRegistry currencies) {
    this.currencies = currencies;
  }

  List<ReceiveMessage> commands(Reading reading, byte[] message) {
    List<Instruction> instructions = instructions(reading);
    byte[] evidence = Evidence.compress(message);
    int evidenceParts = Evidence.parts(evidence);
    int instructionParts =
        Math.max(
            1, (instructions.size() + PART_INSTRUCTIONS_MAX - 1) / PART_INSTRUCTIONS_MAX);
    int parts = evidenceParts - 1 + instructionParts;
    Key messageKey = messageKey(reading, instructions);
    List<ReceiveMessage> commands = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      Envelope envelope =
          new Envelope(
              reading.digest(),
              sender(reading),
              messageKey,
              MessageKind.of(reading.parsed().identification().version()),
              part,
              parts,
              instructions.size());
      int from = Math.max(0, part - (evidenceParts - 1)) * PART_INSTRUCTIONS_MAX;
      List<Instruction> slice =
          part < evidenceParts - 1
              ? List.of()
              : List.copyOf(
                  instructions.subList(
                      from, Math.min(instructions.size(), from + PART_INSTRUCTIONS_MAX)));
      commands.add(new ReceiveMessage(envelope, slice, Evidence.part(evidence, part)));
    }
    return commands;
  }

  private List<Instruction> instructions(Reading reading) {
    CreditTransfer transfer = reading.transfer();
    if (transfer == null || !reading.faults().isEmpty()) {
      return refuseAll(reading);
    }
    List<Instruction> instructions = new ArrayList<>(transfer.transactions().size());
    for (int i = 0; i < transfer.transactions().size(); i++) {
      Transaction transaction = transfer.transactions().get(i);
      List<Fault> faults = reading.transactionFaults().get(i);
      instructions.add(
          faults == null ? pay(i, transaction) : refuse(i, transaction.ids(), faults));
    }
    return instructions;
  }

  /// A fault of the whole message refuses each transaction that could be read, so that it can be
  /// found by its UETR; if there is none, the message as such.
  private static List<Instruction> refuseAll(Reading reading) {
    List<TransactionIds> ids = reading.parsed().identification().transactions();
    if (ids.isEmpty() || reading.answerKind() == Reading.AnswerKind.MESSAGE_REJECT) {
      return List.of(new Instruction.Refused(-1, null, Fault.encode(reading.faults())));
    }
    List<Instruction> instructions = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      instructions.add(refuse(i, ids.get(i), reading.faults()));
    }
    return instructions;
  }

  private static Instruction refuse(int sequence, TransactionIds ids, List<Fault> faults) {
    return new Instruction.Refused(
        sequence, Identity.payment(ids.uetr()), Fault.encode(faults));
  }

  private Instruction pay(int sequence, Transaction transaction) {
    try {
      return new Instruction.Pay(order(sequence, transaction));
    } catch (Unmappable unmappable) {
      return refuse(sequence, transaction.ids(), List.of(unmappable.fault(sequence)));
    }
  }

  private PaymentOrder order(int sequence, Transaction transaction) throws Unmappable {
    PaymentId payment = Identity.payment(transaction.ids().uetr());
    if (payment == null) {
      throw new Unmappable("V09", "CH21", "/PmtId/UETR", "UETR is missing",
          "give a lower-case UUID of version 4");
    }
    LocalDate day = transaction.settlement().date();
    if (day == null) {
      throw new Unmappable("V21", "DT01", "/IntrBkSttlmDt", "settlement date is missing",
          "give IntrBkSttlmDt in the group or in the transaction");
    }
    PaymentOrder.Route route = route(transaction);
    return new PaymentOrder(
        payment,
        sequence,
        Digest.of(transaction.contentDigest().bytes()),
        keyOf("InstrId", route, day, transaction.ids().instructionId()),
        keyOf("TxId", route, day, transaction.ids().transactionId()),
        route,
        amounts(transaction),
        timing(transaction, day),
        particulars(transaction, day));
  }

  private static Particulars particulars(Transaction transaction, LocalDate day)
      throws Unmappable {
    CreditTransfer.Remittance remittance = transaction.remittance();
    return new Particulars(
        OperationDetails.operation(remittance, transaction.type()),
        OperationDetails.goods(remittance),
        OperationDetails.documents(remittance),
        OperationDetails.tenorDays(remittance, day),
        bearer(transaction.conversion()),
        quote(transaction.conversion()));
  }

  /// `SLEV` leaves it to the service level; without another word each side pays its own.
  private static @Nullable ChargeBearer bearer(CreditTransfer.Conversion conversion) {
    return switch (conversion.chargeBearer()) {
      case "DEBT" -> ChargeBearer.DEBT;
      case "CRED" -> ChargeBearer.CRED;
      case "SHAR", "SLEV" -> ChargeBearer.SHAR;
      case null, default -> null;
    };
  }

  private static long quote(CreditTransfer.Conversion conversion) throws Unmappable {
    CreditTransfer.AgreedRate agreed = conversion.agreedRate();
    if (agreed == null || agreed.quoteId() == null) {
      return Particulars.NO_QUOTE;
    }
    long number = Quote.number(agreed.quoteId());
    if (number == Particulars.NO_QUOTE) {
      throw new Unmappable("V35", "AB04", "/AgrdRate/QtId", "no quote has this id",
          "name a quote that was offered to this bank, or leave QtId out");
    }
    return number;
  }

  private static Key keyOf(
      String kind, PaymentOrder.Route route, LocalDate day, @Nullable String id) {
    return id == null
        ? Key.NONE
        : Identity.key(kind, route.sender().bic(), day.toString(), id);
  }

  private static PaymentOrder.Route route(Transaction transaction) throws Unmappable {
    Agent debtorAgent = agentOf(transaction.debtor());
    Agent creditorAgent = agentOf(transaction.creditor());
    return new PaymentOrder.Route(
        participant(transaction.route().instructing(), "/InstgAgt"),
        participant(debtorAgent, "/DbtrAgt"),
        participant(creditorAgent, "/CdtrAgt"));
  }

  /// In a transfer between institutions a side without an agent is its own agent.
  static @Nullable Agent agentOf(CreditTransfer.Side side) {
    return side.agent() != null ? side.agent() : side.party().institution();
  }

  private static ParticipantId participant(@Nullable Agent agent, String path)
      throws Unmappable {
    if (agent == null || agent.bic() == null) {
      throw new Unmappable("V40", "RC01", path, "the agent has no BIC",
          "give FinInstnId/BICFI; participants are known by it");
    }
    try {
      return ParticipantId.ofBic(agent.bic());
    } catch (IllegalArgumentException e) {
      throw new Unmappable("V40", "RC01", path, "BICFI has not the form of a BIC",
          "give eight or eleven capital letters and digits");
    }
  }

  private PaymentOrder.Amounts amounts(Transaction transaction) throws Unmappable {
    Amount settlement = transaction.settlement().amount();
    Amount instructed = transaction.conversion().instructedAmount();
    boolean isConverted =
        instructed != null && !instructed.currency().equals(settlement.currency());
    AccountReference account = transaction.creditor().account();
    String creditCurrency = account == null ? null : account.currency();
    return new PaymentOrder.Amounts(
        money(settlement, "/IntrBkSttlmAmt"),
        isConverted && instructed != null ? money(instructed, "/InstdAmt") : null,
        rate(transaction.conversion()),
        creditCurrency == null ? null : currency(creditCurrency, "/CdtrAcct/Ccy"));
  }

  private Money money(Amount amount, String path) throws Unmappable {
    Currency currency = currency(amount.currency(), path);
    try {
      return new Money(amount.minor(currency.minorDigits()), currency);
    } catch (ArithmeticException e) {
      throw new Unmappable("V31", "AM12", path, "the sum does not fit the currency's minor units",
          "give at most " + currency.minorDigits() + " decimals and 18 digits in all");
    }
  }

  private Currency currency(String code, String path) throws Unmappable {
    Currency currency = currencies.find(code);
    if (currency == null) {
      throw new Unmappable("V29", "AM03", path, "currency " + code + " is of no agreement here",
          "use a currency of the agreement");
    }
    return currency;
  }

  private static @Nullable Rate rate(CreditTransfer.Conversion conversion) throws Unmappable {
    Decimal stated =
        conversion.agreedRate() != null
            ? conversion.agreedRate().rate()
            : conversion.exchangeRate();
    if (stated == null) {
      return null;
    }
    if (stated.signum() <= 0) {
      throw new Unmappable("V33", "CH16", "/XchgRate", "a rate is greater than zero",
          "give the rate in force or none");
    }
    return new Rate(stated.unscaled(), stated.scale());
  }

  private static PaymentOrder.Timing timing(Transaction transaction, LocalDate day)
      throws Unmappable {
    if (Math.abs(day.getYear()) > YEAR_MAX) {
      throw new Unmappable("V23", "DT04", "/IntrBkSttlmDt",
          "the settlement date is no day to settle", "give a day within the agreed time ahead");
    }
    return new PaymentOrder.Timing(
        Math.toIntExact(day.toEpochDay()),
        priority(transaction),
        expiryMs(transaction.settlement().timing(), day));
  }

  private static Priority priority(Transaction transaction) {
    String stated = transaction.settlement().priority();
    if (stated == null) {
      stated = transaction.type().instructionPriority();
    }
    return switch (stated) {
      case "URGT" -> Priority.URGENT;
      case "HIGH" -> Priority.HIGH;
      case null, default -> Priority.NORMAL;
    };
  }

  /// The earlier of `XpryDtTm` and `RjctTm` (a time of the settlement day); 0 if neither is
  /// there. Times without an offset are UTC, as all times inside.
  private static long expiryMs(CreditTransfer.Timing timing, LocalDate day) throws Unmappable {
    long expiryMs = Long.MAX_VALUE;
    try {
      if (timing.expiryDateTime() != null) {
        expiryMs = instantMs(timing.expiryDateTime());
      }
      if (timing.rejectTime() != null) {
        expiryMs = Math.min(expiryMs, instantMs(timing.rejectTime(), day));
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new Unmappable("V26", "TM01", "/SttlmTmReq", "expiry or reject time is not a time",
          "give a date and time with offset");
    }
    return expiryMs == Long.MAX_VALUE ? 0 : Math.max(1, expiryMs);
  }

  private static long instantMs(String dateTime) {
    return hasOffset(dateTime)
        ? OffsetDateTime.parse(dateTime).toInstant().toEpochMilli()
        : LocalDateTime.parse(dateTime).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static long instantMs(String time, LocalDate day) {
    return hasOffset(time)
        ? OffsetTime.parse(time).atDate(day).toInstant().toEpochMilli()
        : LocalTime.parse(time).atDate(day).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static boolean hasOffset(String time) {
    int clock = time.indexOf('T') + 1;
    return time.endsWith("Z") || time.indexOf('+', clock) > 0 || time.indexOf('-', clock) > 0;
  }

  static @Nullable ParticipantId sender(Reading reading) {
    CreditTransfer transfer = reading.transfer();
    Agent agent = null;
    if (transfer != null) {
      agent =
          transfer.transactions().isEmpty()
              ? transfer.group().instructing()
              : transfer.transactions().getFirst().route().instructing();
    }
    BusinessHeader header = reading.parsed().header();
    if (agent == null && header != null) {
      agent = header.from();
    }
    if (agent == null || agent.bic() == null) {
      return null;
    }
    try {
      return ParticipantId.ofBic(agent.bic());
    } catch (IllegalArgumentException e) {
      // A header is read leniently; who cannot be named is unknown.
      return null;
    }
  }

  /// V11: unique per sender and creation day. A message of which nothing was taken does not use
  /// up its id, so the sender may correct it and send it again; one whose header says that it is a
  /// duplicate asks for the old result (V08).
  private static Key messageKey(Reading reading, List<Instruction> instructions) {
    CreditTransfer transfer = reading.transfer();
    ParticipantId sender = sender(reading);
    boolean isTaken = instructions.stream().anyMatch(Instruction.Pay.class::isInstance);
    BusinessHeader header = reading.parsed().header();
    boolean isRepeat = header != null && header.handling().repeated();
    if (transfer == null || sender == null || !isTaken || isRepeat) {
      return Key.NONE;
    }
    String created = transfer.group().creationDateTime();
    String day = created.substring(0, Math.min(created.length(), 10));
    return Identity.key("MsgId", sender.bic(), day, transfer.group().messageId());
  }
}
