package kontor.iso20022.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.AccountReference;
import kontor.iso20022.Agent;
import kontor.iso20022.Amount;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.AgreedRate;
import kontor.iso20022.CreditTransfer.Charge;
import kontor.iso20022.CreditTransfer.ClearingSystem;
import kontor.iso20022.CreditTransfer.Code;
import kontor.iso20022.CreditTransfer.ContentDigest;
import kontor.iso20022.CreditTransfer.Conversion;
import kontor.iso20022.CreditTransfer.GroupHeader;
import kontor.iso20022.CreditTransfer.Kind;
import kontor.iso20022.CreditTransfer.PaymentType;
import kontor.iso20022.CreditTransfer.ReferredDocument;
import kontor.iso20022.CreditTransfer.RegulatoryDetail;
import kontor.iso20022.CreditTransfer.Remittance;
import kontor.iso20022.CreditTransfer.Route;
import kontor.iso20022.CreditTransfer.Settlement;
import kontor.iso20022.CreditTransfer.SettlementInformation;
import kontor.iso20022.CreditTransfer.Side;
import kontor.iso20022.CreditTransfer.Timing;
import kontor.iso20022.CreditTransfer.Totals;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Decimal;
import kontor.iso20022.Party;
import kontor.iso20022.TransactionIds;
import kontor.iso20022.xml.CanonicalContent;
import kontor.iso20022.xml.Tape;
import org.jspecify.annotations.Nullable;

/// Reads pacs.008 and pacs.009 of any version into the one record.
///
/// A transaction has up to fifty elements, so [TransactionReading] collects them in fields while
/// one loop goes over the children, and makes the nested records at the end.
public final class CreditTransferForm {
  private final Tape tape;
  private final Kind kind;
  private final ContentHash hash = new ContentHash();
  private final CanonicalContent content = new CanonicalContent();

  private @Nullable LocalDate groupDate;
  private PaymentType groupType = PaymentType.NONE;
  private @Nullable Agent groupInstructing;
  private @Nullable Agent groupInstructed;
  private @Nullable String groupExpiry;

  private CreditTransferForm(Tape tape, Kind kind) {
    this.tape = tape;
    this.kind = kind;
  }

  /// Reads the message below `Document`, which the definition has accepted.
  public static CreditTransfer read(Tape tape, int document, Kind kind) {
    return new CreditTransferForm(tape, kind).message(document + 1);
  }

  private CreditTransfer message(int node) {
    GroupHeader group = group(node + 1);
    int groupContent = content.length();
    List<Transaction> transactions = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      if (tape.named(child, "CdtTrfTxInf")) {
        content.cut(groupContent);
        tape.addTo(content, child);
        transactions.add(new TransactionReading().read(child));
      }
    }
    return new CreditTransfer(kind, group, transactions);
  }

  private GroupHeader group(int node) {
    String messageId = "";
    String creation = "";
    long number = 0;
    Decimal controlSum = null;
    Amount total = null;
    SettlementInformation settlement = SettlementInformation.clearing("");
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "MsgId" -> messageId = tape.text(child);
        case "CreDtTm" -> creation = tape.trimmed(child);
        case "NbOfTxs" -> number = Long.parseLong(tape.text(child));
        case "CtrlSum" -> controlSum = Values.decimal(tape, child);
        case "TtlIntrBkSttlmAmt" -> total = Values.amount(tape, child);
        case "SttlmInf" -> settlement = settlementInformation(child);
        default -> shared(child);
      }
    }
    return new GroupHeader(messageId, creation, number, new Totals(controlSum, total),
        groupDate, settlement, groupInstructing, groupInstructed, tape.line(node));
  }

  /// Values of the group that count for every transaction, so they belong to its digest.
  private void shared(int child) {
    switch (tape.name(child)) {
      case "IntrBkSttlmDt" -> groupDate = Values.date(tape, child);
      case "PmtTpInf" -> groupType = paymentType(child);
      case "InstgAgt" -> groupInstructing = PartyForm.agent(tape, child);
      case "InstdAgt" -> groupInstructed = PartyForm.agent(tape, child);
      case "XpryDtTm" -> groupExpiry = tape.trimmed(child);
      default -> {
        return;
      }
    }
    tape.addTo(content, child);
  }

  private SettlementInformation settlementInformation(int node) {
    tape.addTo(content, node);
    String method = "";
    AccountReference account = null;
    ClearingSystem system = null;
    Agent instructing = null;
    Agent instructed = null;
    Agent third = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "SttlmMtd" -> method = tape.text(child);
        case "SttlmAcct" -> account = PartyForm.account(tape, child);
        case "ClrSys" -> system = new ClearingSystem(
            tape.text(child + 1), tape.named(child + 1, "Prtry"));
        case "InstgRmbrsmntAgt" -> instructing = PartyForm.agent(tape, child);
        case "InstdRmbrsmntAgt" -> instructed = PartyForm.agent(tape, child);
        case "ThrdRmbrsmntAgt" -> third = PartyForm.agent(tape, child);
        default -> { }
      }
    }
    return new SettlementInformation(method, account, system, instructing, instructed, third);
  }

  private PaymentType paymentType(int node) {
    String priority = null;
    List<Code> levels = List.of();
    Code instrument = null;
    Code purpose = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "InstrPrty" -> priority = tape.text(child);
        case "SvcLvl" -> {
          levels = levels.isEmpty() ? new ArrayList<>() : levels;
          levels.add(Values.code(tape, child));
        }
        case "LclInstrm" -> instrument = Values.code(tape, child);
        case "CtgyPurp" -> purpose = Values.code(tape, child);
        default -> { }
      }
    }
    return new PaymentType(priority, levels, instrument, purpose);
  }

  private final class TransactionReading {
    private TransactionIds ids = TransactionIds.NONE;
    private @Nullable PaymentType type;
    private @Nullable Amount amount;
    private @Nullable LocalDate date;
    private @Nullable String priority;
    private Timing timing = Timing.NONE;
    private @Nullable String expiry;
    private @Nullable Amount instructed;
    private @Nullable Decimal rate;
    private @Nullable AgreedRate agreedRate;
    private @Nullable String chargeBearer;
    private List<Charge> charges = List.of();
    private final @Nullable Agent[] previous = new Agent[3];
    private @Nullable Agent instructingAgent = groupInstructing;
    private @Nullable Agent instructedAgent = groupInstructed;
    private final @Nullable Agent[] intermediary = new Agent[3];
    private final SideReading debtor = new SideReading();
    private final SideReading creditor = new SideReading();
    private @Nullable Code purpose;
    private List<String> unstructured = List.of();
    private List<ReferredDocument> documents = List.of();
    private List<RegulatoryDetail> reporting = List.of();

    Transaction read(int node) {
      for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
        element(child, tape.name(child));
      }
      if (amount == null) {
        throw new IllegalStateException("transaction without amount");
      }
      Timing times = new Timing(timing.clsTime(), timing.tillTime(), timing.fromTime(),
          timing.rejectTime(), expiry == null ? groupExpiry : expiry);
      return new Transaction(
          ids,
          type == null ? groupType : type,
          new Settlement(amount, date == null ? groupDate : date, date != null,
              priority, times),
          new Conversion(instructed, rate, agreedRate, chargeBearer, charges),
          new Route(previous[0], previous[1], previous[2], instructingAgent,
              instructedAgent, intermediary[0], intermediary[1], intermediary[2]),
          debtor.side(),
          creditor.side(),
          remittance(),
          ContentDigest.of(hash.of(content)),
          tape.line(node));
    }

    private Remittance remittance() {
      boolean says =
          purpose != null || !unstructured.isEmpty() || !documents.isEmpty()
              || !reporting.isEmpty();
      return says
          ? new Remittance(purpose, unstructured, documents, reporting)
          : Remittance.NONE;
    }

    private void element(int child, String name) {
      switch (name) {
        case "PmtId" -> ids = IdsForm.read(tape, child);
        case "PmtTpInf" -> type = paymentType(child);
        case "IntrBkSttlmAmt" -> amount = Values.amount(tape, child);
        case "IntrBkSttlmDt" -> date = Values.date(tape, child);
        case "SttlmPrty" -> priority = tape.text(child);
        case "SttlmTmReq" -> timing = timing(child);
        case "AddtlDtTm" -> expiry = below(child, "XpryDtTm");
        case "XpryDtTm" -> expiry = tape.trimmed(child);
        case "InstdAmt" -> instructed = Values.amount(tape, child);
        case "XchgRate" -> rate = Values.decimal(tape, child);
        case "AgrdRate" -> agreedRate = agreedRate(child);
        case "ChrgBr" -> chargeBearer = tape.text(child);
        case "ChrgsInf" -> charge(child);
        case "PrvsInstgAgt1" -> previous[0] = PartyForm.agent(tape, child);
        case "PrvsInstgAgt2" -> previous[1] = PartyForm.agent(tape, child);
        case "PrvsInstgAgt3" -> previous[2] = PartyForm.agent(tape, child);
        case "InstgAgt" -> instructingAgent = PartyForm.agent(tape, child);
        case "InstdAgt" -> instructedAgent = PartyForm.agent(tape, child);
        case "IntrmyAgt1" -> intermediary[0] = PartyForm.agent(tape, child);
        case "IntrmyAgt2" -> intermediary[1] = PartyForm.agent(tape, child);
        case "IntrmyAgt3" -> intermediary[2] = PartyForm.agent(tape, child);
        case "UltmtDbtr" -> debtor.ultimate = anyParty(child);
        case "Dbtr" -> debtor.party = anyParty(child);
        case "DbtrAcct" -> debtor.account = PartyForm.account(tape, child);
        case "DbtrAgt" -> debtor.agent = PartyForm.agent(tape, child);
        case "DbtrAgtAcct" -> debtor.agentAccount = PartyForm.account(tape, child);
        case "UltmtCdtr" -> creditor.ultimate = anyParty(child);
        case "Cdtr" -> creditor.party = anyParty(child);
        case "CdtrAcct" -> creditor.account = PartyForm.account(tape, child);
        case "CdtrAgt" -> creditor.agent = PartyForm.agent(tape, child);
        case "CdtrAgtAcct" -> creditor.agentAccount = PartyForm.account(tape, child);
        case "Purp" -> purpose = Values.code(tape, child);
        case "RgltryRptg" -> {
          reporting = reporting.isEmpty() ? new ArrayList<>() : reporting;
          RemittanceForm.addReporting(tape, child, reporting);
        }
        case "RmtInf" -> {
          unstructured = RemittanceForm.unstructured(tape, child);
          documents = RemittanceForm.documents(tape, child);
        }
        default -> { }
      }
    }

    private Party anyParty(int node) {
      return kind == Kind.CUSTOMER
          ? PartyForm.party(tape, node)
          : Party.ofInstitution(PartyForm.agent(tape, node));
    }

    private void charge(int node) {
      charges = charges.isEmpty() ? new ArrayList<>() : charges;
      charges.add(new Charge(Values.amount(tape, node + 1),
          PartyForm.agent(tape, tape.child(node, "Agt"))));
    }
  }

  /// One end of a payment while it is read.
  private static final class SideReading {
    private @Nullable Party party;
    private @Nullable AccountReference account;
    private @Nullable Agent agent;
    private @Nullable AccountReference agentAccount;
    private @Nullable Party ultimate;

    Side side() {
      if (party == null) {
        throw new IllegalStateException("transaction without party");
      }
      return new Side(party, account, agent, agentAccount, ultimate);
    }
  }

  private Timing timing(int node) {
    return new Timing(below(node, "CLSTm"), below(node, "TillTm"), below(node, "FrTm"),
        below(node, "RjctTm"), null);
  }

  private AgreedRate agreedRate(int node) {
    int agent = tape.child(node, "FXAgt");
    return new AgreedRate(
        below(node, "UnitCcy"),
        below(node, "QtdCcy"),
        Values.decimal(tape, tape.child(node, "PreAgrdXchgRate")),
        below(node, "QtnDtTm"),
        below(node, "QtId"),
        agent < 0 ? null : PartyForm.agent(tape, agent));
  }

  private @Nullable String below(int node, String name) {
    int child = tape.child(node, name);
    return child < 0 ? null : tape.trimmed(child);
  }
}
