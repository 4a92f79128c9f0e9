package kontor.iso20022.form;

import java.time.LocalDate;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.AgreedRate;
import kontor.iso20022.CreditTransfer.Conversion;
import kontor.iso20022.CreditTransfer.GroupHeader;
import kontor.iso20022.CreditTransfer.Kind;
import kontor.iso20022.CreditTransfer.PaymentType;
import kontor.iso20022.CreditTransfer.Remittance;
import kontor.iso20022.CreditTransfer.Route;
import kontor.iso20022.CreditTransfer.Settlement;
import kontor.iso20022.CreditTransfer.SettlementInformation;
import kontor.iso20022.CreditTransfer.Side;
import kontor.iso20022.CreditTransfer.Timing;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Decimal;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.Party;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// Writes pacs.008 and pacs.009.
///
/// The 2019 generation has no expiry and no agreed rate. An expiry on the settlement day becomes
/// `RjctTm`, an agreed rate `XchgRate`; an expiry on another day cannot be said and is refused.
public final class CreditTransferOut {
  private final XmlOut out;
  private final Kind kind;
  private final MessageVersion version;

  private CreditTransferOut(XmlOut out, Kind kind, MessageVersion version) {
    this.out = out;
    this.kind = kind;
    this.version = version;
  }

  public static void write(XmlOut out, CreditTransfer message, MessageVersion version) {
    String name = message.kind() == Kind.CUSTOMER ? "FIToFICstmrCdtTrf" : "FICdtTrf";
    out.open(name);
    CreditTransferOut writing = new CreditTransferOut(out, message.kind(), version);
    writing.group(message.group());
    message.transactions().forEach(writing::transaction);
    out.close(name);
  }

  private void group(GroupHeader group) {
    Decimal sum = group.totals().controlSum();
    LocalDate date = group.settlementDate();
    out.open("GrpHdr").text("MsgId", group.messageId())
        .text("CreDtTm", group.creationDateTime())
        .text("NbOfTxs", Long.toString(group.numberOfTransactions()))
        .text("CtrlSum", sum == null ? null : sum.toString());
    Values.amount(out, "TtlIntrBkSttlmAmt", group.totals().settlementAmount());
    out.text("IntrBkSttlmDt", date == null ? null : Values.date(date));
    SettlementInformation settlement = group.settlement();
    out.open("SttlmInf").text("SttlmMtd", settlement.method());
    PartyForm.account(out, "SttlmAcct", settlement.account());
    CreditTransfer.ClearingSystem system = settlement.clearingSystem();
    if (system != null) {
      out.open("ClrSys").text(system.proprietary() ? "Prtry" : "Cd", system.code())
          .close("ClrSys");
    }
    PartyForm.agent(out, "InstgRmbrsmntAgt", settlement.instructingReimbursement());
    PartyForm.agent(out, "InstdRmbrsmntAgt", settlement.instructedReimbursement());
    PartyForm.agent(out, "ThrdRmbrsmntAgt", settlement.thirdReimbursement());
    out.close("SttlmInf");
    PartyForm.agent(out, "InstgAgt", group.instructing());
    PartyForm.agent(out, "InstdAgt", group.instructed());
    out.close("GrpHdr");
  }

  private void transaction(Transaction transaction) {
    out.open("CdtTrfTxInf");
    IdsForm.write(out, transaction.ids());
    paymentType(transaction.type());
    settlement(transaction.settlement());
    if (kind == Kind.CUSTOMER) {
      conversion(transaction.conversion());
    }
    route(transaction.route());
    Side debtor = transaction.debtor();
    Side creditor = transaction.creditor();
    party("UltmtDbtr", debtor.ultimate());
    party("Dbtr", debtor.party());
    PartyForm.account(out, "DbtrAcct", debtor.account());
    PartyForm.agent(out, "DbtrAgt", debtor.agent());
    PartyForm.account(out, "DbtrAgtAcct", debtor.agentAccount());
    PartyForm.agent(out, "CdtrAgt", creditor.agent());
    PartyForm.account(out, "CdtrAgtAcct", creditor.agentAccount());
    party("Cdtr", creditor.party());
    PartyForm.account(out, "CdtrAcct", creditor.account());
    party("UltmtCdtr", creditor.ultimate());
    remittance(transaction.remittance());
    out.close("CdtTrfTxInf");
  }

  private void remittance(Remittance remittance) {
    boolean isCustomers = kind == Kind.CUSTOMER;
    if (!isCustomers
        && !(remittance.documents().isEmpty() && remittance.reporting().isEmpty())) {
      throw new IllegalArgumentException(
          "a pacs.009 has no place for documents and regulatory reporting");
    }
    RemittanceForm.write(out, remittance, version != MessageVersion.PACS_008_001_08);
  }

  private void paymentType(PaymentType type) {
    if (!type.equals(PaymentType.NONE)) {
      out.open("PmtTpInf").text("InstrPrty", type.instructionPriority());
      type.serviceLevels().forEach(level -> Values.code(out, "SvcLvl", level));
      Values.code(out, "LclInstrm", type.localInstrument());
      Values.code(out, "CtgyPurp", type.categoryPurpose());
      out.close("PmtTpInf");
    }
  }

  private void settlement(Settlement settlement) {
    Values.amount(out, "IntrBkSttlmAmt", settlement.amount());
    LocalDate date = settlement.date();
    if (date != null && settlement.dateInTransaction()) {
      out.text("IntrBkSttlmDt", Values.date(date));
    }
    out.text("SttlmPrty", settlement.priority());
    Timing timing = settlement.timing();
    String expiry = timing.expiryDateTime();
    String reject = timing.rejectTime();
    boolean saysExpiry = version == MessageVersion.PACS_008_001_13
        || version == MessageVersion.PACS_009_001_12;
    if (expiry != null && !saysExpiry && reject == null) {
      reject = rejectTime(expiry, date);
    }
    if (timing.clsTime() != null || timing.tillTime() != null || timing.fromTime() != null
        || reject != null) {
      out.open("SttlmTmReq").text("CLSTm", timing.clsTime())
          .text("TillTm", timing.tillTime()).text("FrTm", timing.fromTime())
          .text("RjctTm", reject).close("SttlmTmReq");
    }
    if (expiry != null && version == MessageVersion.PACS_009_001_12) {
      out.text("XpryDtTm", expiry);
    } else if (expiry != null && version == MessageVersion.PACS_008_001_13) {
      out.open("AddtlDtTm").text("XpryDtTm", expiry).close("AddtlDtTm");
    }
  }

  private static String rejectTime(String expiry, @Nullable LocalDate date) {
    int mark = expiry.indexOf('T');
    if (date == null || !expiry.substring(0, mark).equals(Values.date(date))) {
      throw new IllegalArgumentException(
          "an expiry on another day than settlement cannot be said in this version");
    }
    return expiry.substring(mark + 1);
  }

  private void conversion(Conversion conversion) {
    Values.amount(out, "InstdAmt", conversion.instructedAmount());
    AgreedRate agreed = conversion.agreedRate();
    Decimal rate = conversion.exchangeRate();
    boolean saysAgreed = version == MessageVersion.PACS_008_001_13;
    if (rate == null && agreed != null && !saysAgreed) {
      rate = agreed.rate();
    }
    out.text("XchgRate", rate == null ? null : rate.toString());
    if (agreed != null && saysAgreed) {
      out.open("AgrdRate").text("UnitCcy", agreed.unitCurrency())
          .text("QtdCcy", agreed.quotedCurrency())
          .text("PreAgrdXchgRate", agreed.rate().toString())
          .text("QtnDtTm", agreed.quotationDateTime()).text("QtId", agreed.quoteId());
      PartyForm.agent(out, "FXAgt", agreed.exchangeAgent());
      out.close("AgrdRate");
    }
    String bearer = conversion.chargeBearer();
    out.text("ChrgBr", bearer == null ? "SHAR" : bearer);
    for (CreditTransfer.Charge charge : conversion.charges()) {
      out.open("ChrgsInf");
      Values.amount(out, "Amt", charge.amount());
      PartyForm.agent(out, "Agt", charge.agent());
      out.close("ChrgsInf");
    }
  }

  private void route(Route route) {
    PartyForm.agent(out, "PrvsInstgAgt1", route.previous1());
    PartyForm.agent(out, "PrvsInstgAgt2", route.previous2());
    PartyForm.agent(out, "PrvsInstgAgt3", route.previous3());
    PartyForm.agent(out, "InstgAgt", route.instructing());
    PartyForm.agent(out, "InstdAgt", route.instructed());
    PartyForm.agent(out, "IntrmyAgt1", route.intermediary1());
    PartyForm.agent(out, "IntrmyAgt2", route.intermediary2());
    PartyForm.agent(out, "IntrmyAgt3", route.intermediary3());
  }

  private void party(String name, @Nullable Party party) {
    if (party == null) {
      return;
    }
    if (kind == Kind.CUSTOMER) {
      PartyForm.party(out, name, party);
    } else if (party.institution() != null) {
      PartyForm.agent(out, name, party.institution());
    } else {
      throw new IllegalArgumentException("a party of a pacs.009 must be an institution");
    }
  }
}
