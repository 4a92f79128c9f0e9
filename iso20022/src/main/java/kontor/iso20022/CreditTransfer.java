package kontor.iso20022;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pacs.008 (customer) or pacs.009 (institution) credit transfer, in one form for all versions.
///
/// Group values that count for transactions (settlement date, payment type, agents, expiry) are
/// already filled into each [Transaction]; [GroupHeader] still shows what stood in the group.
public record CreditTransfer(Kind kind, GroupHeader group, List<Transaction> transactions)
    implements Message {

  public enum Kind { CUSTOMER, INSTITUTION }

  public CreditTransfer {
    transactions = List.copyOf(transactions);
  }

  /// `GrpHdr`. The line is where it starts in the message that was read, else 0.
  public record GroupHeader(
      String messageId,
      String creationDateTime,
      long numberOfTransactions,
      Totals totals,
      @Nullable LocalDate settlementDate,
      SettlementInformation settlement,
      @Nullable Agent instructing,
      @Nullable Agent instructed,
      int line) {}

  /// What the sender says the transactions add up to.
  public record Totals(@Nullable Decimal controlSum, @Nullable Amount settlementAmount) {
    public static final Totals NONE = new Totals(null, null);
  }

  /// `SttlmInf`: method (CLRG, INDA, INGA, COVE), account, clearing system, reimbursement agents.
  public record SettlementInformation(
      String method,
      @Nullable AccountReference account,
      @Nullable ClearingSystem clearingSystem,
      @Nullable Agent instructingReimbursement,
      @Nullable Agent instructedReimbursement,
      @Nullable Agent thirdReimbursement) {

    public static SettlementInformation clearing(String system) {
      return new SettlementInformation(
          "CLRG", null, new ClearingSystem(system, true), null, null, null);
    }
  }

  /// A clearing system by code of the external list or by agreed name.
  public record ClearingSystem(String code, boolean proprietary) {}

  /// `CdtTrfTxInf`. The line is where it starts in the message that was read, else 0.
  public record Transaction(
      TransactionIds ids,
      PaymentType type,
      Settlement settlement,
      Conversion conversion,
      Route route,
      Side debtor,
      Side creditor,
      Remittance remittance,
      ContentDigest contentDigest,
      int line) {}

  /// `PmtTpInf`, of the transaction or else of the group.
  public record PaymentType(
      @Nullable String instructionPriority,
      List<Code> serviceLevels,
      @Nullable Code localInstrument,
      @Nullable Code categoryPurpose) {

    public static final PaymentType NONE = new PaymentType(null, List.of(), null, null);

    public PaymentType {
      serviceLevels = List.copyOf(serviceLevels);
    }
  }

  /// A value of an external code list, or a proprietary one.
  public record Code(String value, boolean proprietary) {}

  /// The sum between the institutions, when it settles and how urgent that is. The date is the
  /// transaction's or else the group's; [#dateInTransaction] tells which one was there.
  public record Settlement(
      Amount amount,
      @Nullable LocalDate date,
      boolean dateInTransaction,
      @Nullable String priority,
      Timing timing) {}

  /// Times as they were written: `SttlmTmReq` with `CLSTm`, `TillTm`, `FrTm`, `RjctTm`
  /// (times of the settlement day), and `XpryDtTm` of the transaction or else of the group.
  public record Timing(
      @Nullable String clsTime,
      @Nullable String tillTime,
      @Nullable String fromTime,
      @Nullable String rejectTime,
      @Nullable String expiryDateTime) {

    public static final Timing NONE = new Timing(null, null, null, null, null);
  }

  /// What was instructed in which money, and at what rate and cost it became the settlement sum.
  public record Conversion(
      @Nullable Amount instructedAmount,
      @Nullable Decimal exchangeRate,
      @Nullable AgreedRate agreedRate,
      @Nullable String chargeBearer,
      List<Charge> charges) {

    public static final Conversion NONE = new Conversion(null, null, null, null, List.of());

    public Conversion {
      charges = List.copyOf(charges);
    }
  }

  /// `AgrdRate` of the 2025 generation: a rate agreed beforehand, with the quote it came from.
  public record AgreedRate(
      @Nullable String unitCurrency,
      @Nullable String quotedCurrency,
      Decimal rate,
      @Nullable String quotationDateTime,
      @Nullable String quoteId,
      @Nullable Agent exchangeAgent) {}

  /// One deducted or prepaid charge and who took it.
  public record Charge(Amount amount, Agent agent) {}

  /// Agents between the two account holders' agents, nearest to the debtor first. Places that
  /// are empty are null: previous 1 to 3, intermediary 1 to 3.
  public record Route(
      @Nullable Agent previous1,
      @Nullable Agent previous2,
      @Nullable Agent previous3,
      @Nullable Agent instructing,
      @Nullable Agent instructed,
      @Nullable Agent intermediary1,
      @Nullable Agent intermediary2,
      @Nullable Agent intermediary3) {}

  /// One end of the payment: who, at which account with which agent, and on whose behalf.
  public record Side(
      Party party,
      @Nullable AccountReference account,
      @Nullable Agent agent,
      @Nullable AccountReference agentAccount,
      @Nullable Party ultimate) {}

  /// What the payment is for.
  ///
  /// @param documents it refers to, `RmtInf/Strd/RfrdDocInf`, in their order
  /// @param reporting what authorities are told, `RgltryRptg/Dtls`, in their order
  public record Remittance(
      @Nullable Code purpose,
      List<String> unstructured,
      List<ReferredDocument> documents,
      List<RegulatoryDetail> reporting) {
    public static final Remittance NONE = new Remittance(null, List.of());

    public Remittance {
      unstructured = List.copyOf(unstructured);
      documents = List.copyOf(documents);
      reporting = List.copyOf(reporting);
    }

    public Remittance(@Nullable Code purpose, List<String> unstructured) {
      this(purpose, unstructured, List.of(), List.of());
    }
  }

  /// A document that a payment refers to: its type by code or agreed name, its number and date.
  public record ReferredDocument(
      @Nullable Code type, @Nullable String number, @Nullable LocalDate date) {}

  /// One detail of regulatory reporting: what it is about, its code, and what is said in words.
  public record RegulatoryDetail(
      @Nullable String type, @Nullable String code, List<String> information) {
    public RegulatoryDetail {
      information = List.copyOf(information);
    }
  }

  /// SHA-256 over what a transaction says, not how it is spelled: element names, attribute and
  /// text values in document order, with the settlement date, settlement information, payment
  /// type, expiry and agents of the group. White space between elements, comments, prefixes,
  /// message id, header and neighbours do not matter, so a payment that is sent again has the
  /// same digest and a changed one has not.
  public record ContentDigest(long first, long second, long third, long fourth) {

    public static final ContentDigest NONE = new ContentDigest(0, 0, 0, 0);

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    public static ContentDigest of(byte[] sha256) {
      return new ContentDigest((long) LONGS.get(sha256, 0), (long) LONGS.get(sha256, 8),
          (long) LONGS.get(sha256, 16), (long) LONGS.get(sha256, 24));
    }

    /// The thirty-two bytes.
    public byte[] bytes() {
      return ByteBuffer.allocate(32).putLong(first).putLong(second).putLong(third)
          .putLong(fourth).array();
    }
  }
}
