package kontor.iso20022.form;

import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.Agent;
import kontor.iso20022.Amount;
import kontor.iso20022.CreditNotification;
import kontor.iso20022.CreditNotification.Account;
import kontor.iso20022.CreditNotification.Direction;
import kontor.iso20022.CreditNotification.Entry;
import kontor.iso20022.CreditNotification.EntryTransaction;
import kontor.iso20022.CreditNotification.Exchange;
import kontor.iso20022.CreditNotification.Notification;
import kontor.iso20022.Decimal;
import kontor.iso20022.Party;
import kontor.iso20022.TransactionIds;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// camt.054 both ways. The bank transaction code is not kept: what is written is a payment
/// (`PMNT`) received (`RCDT`) or issued (`ICDT`) across a border (`XBCT`).
public final class CreditNotificationForm {
  private CreditNotificationForm() {}

  public static CreditNotification read(Tape tape, int document) {
    int node = document + 1;
    int header = node + 1;
    List<Notification> notifications = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      if (tape.named(child, "Ntfctn")) {
        notifications.add(notification(tape, child));
      }
    }
    return new CreditNotification(tape.text(tape.child(header, "MsgId")),
        tape.trimmed(tape.child(header, "CreDtTm")), notifications);
  }

  private static Notification notification(Tape tape, int node) {
    int creation = tape.child(node, "CreDtTm");
    int account = tape.child(node, "Acct");
    int owner = tape.child(account, "Ownr");
    int servicer = tape.child(account, "Svcr");
    List<Entry> entries = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      if (tape.named(child, "Ntry")) {
        entries.add(entry(tape, child));
      }
    }
    return new Notification(tape.text(tape.child(node, "Id")),
        creation < 0 ? null : tape.trimmed(creation),
        new Account(PartyForm.account(tape, account),
            owner < 0 ? null : PartyForm.party(tape, owner),
            servicer < 0 ? null : PartyForm.agent(tape, servicer)),
        entries);
  }

  private static Entry entry(Tape tape, int node) {
    String reference = null;
    String booking = null;
    String value = null;
    String servicerReference = null;
    List<EntryTransaction> transactions = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "NtryRef" -> reference = tape.text(child);
        case "BookgDt" -> booking = Values.choice(tape, child);
        case "ValDt" -> value = Values.choice(tape, child);
        case "AcctSvcrRef" -> servicerReference = tape.text(child);
        case "NtryDtls" -> details(tape, child, transactions);
        default -> { }
      }
    }
    String direction = tape.text(tape.child(node, "CdtDbtInd"));
    return new Entry(reference, Values.amount(tape, tape.child(node, "Amt")),
        direction.equals("CRDT") ? Direction.CREDIT : Direction.DEBIT,
        tape.text(tape.child(node, "Sts") + 1), booking, value, servicerReference,
        transactions);
  }

  private static void details(Tape tape, int node, List<EntryTransaction> transactions) {
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      if (tape.named(child, "TxDtls")) {
        transactions.add(transaction(tape, child));
      }
    }
  }

  private static EntryTransaction transaction(Tape tape, int node) {
    TransactionIds ids = TransactionIds.NONE;
    Amount amount = null;
    Exchange exchange = null;
    Party debtor = null;
    Party creditor = null;
    Agent debtorAgent = null;
    Agent creditorAgent = null;
    List<String> remittance = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Refs" -> ids = IdsForm.read(tape, child);
        case "Amt" -> amount = Values.amount(tape, child);
        case "AmtDtls" -> exchange = exchange(tape, child);
        case "RltdPties" -> {
          debtor = party(tape, tape.child(child, "Dbtr"));
          creditor = party(tape, tape.child(child, "Cdtr"));
        }
        case "RltdAgts" -> {
          debtorAgent = agent(tape, tape.child(child, "DbtrAgt"));
          creditorAgent = agent(tape, tape.child(child, "CdtrAgt"));
        }
        case "RmtInf" -> {
          for (int line = child + 1; line < tape.end(child); line = tape.end(line)) {
            if (tape.named(line, "Ustrd")) {
              remittance.add(tape.text(line));
            }
          }
        }
        default -> { }
      }
    }
    return new EntryTransaction(ids, amount, exchange, debtor, creditor, debtorAgent,
        creditorAgent, remittance);
  }

  private static @Nullable Party party(Tape tape, int node) {
    return node < 0 ? null : PartyForm.partyChoice(tape, node);
  }

  private static @Nullable Agent agent(Tape tape, int node) {
    return node < 0 ? null : PartyForm.agent(tape, node);
  }

  private static @Nullable Exchange exchange(Tape tape, int node) {
    int instructed = tape.child(node, "InstdAmt");
    if (instructed < 0) {
      return null;
    }
    Amount amount = Values.amount(tape, instructed + 1);
    int rate = tape.child(instructed, "CcyXchg");
    if (rate < 0) {
      return new Exchange(amount, null, null, null);
    }
    int target = tape.child(rate, "TrgtCcy");
    return new Exchange(amount, tape.text(tape.child(rate, "SrcCcy")),
        target < 0 ? null : tape.text(target),
        Values.decimal(tape, tape.child(rate, "XchgRate")));
  }

  public static void write(XmlOut out, CreditNotification message) {
    out.open("BkToCstmrDbtCdtNtfctn").open("GrpHdr").text("MsgId", message.messageId())
        .text("CreDtTm", message.creationDateTime()).close("GrpHdr");
    for (Notification notification : message.notifications()) {
      out.open("Ntfctn").text("Id", notification.id())
          .text("CreDtTm", notification.creationDateTime()).open("Acct");
      Account account = notification.account();
      PartyForm.accountContent(out, account.reference());
      PartyForm.party(out, "Ownr", account.owner());
      PartyForm.agent(out, "Svcr", account.servicer());
      out.close("Acct");
      notification.entries().forEach(entry -> entry(out, entry));
      out.close("Ntfctn");
    }
    out.close("BkToCstmrDbtCdtNtfctn");
  }

  private static void entry(XmlOut out, Entry entry) {
    boolean credit = entry.direction() == Direction.CREDIT;
    out.open("Ntry").text("NtryRef", entry.reference(), IdsForm.ID_LENGTH_MAX);
    Values.amount(out, "Amt", entry.amount());
    out.text("CdtDbtInd", credit ? "CRDT" : "DBIT").open("Sts").text("Cd", entry.status())
        .close("Sts");
    Values.dateChoice(out, "BookgDt", entry.bookingDate());
    Values.dateChoice(out, "ValDt", entry.valueDate());
    out.text("AcctSvcrRef", entry.servicerReference(), IdsForm.ID_LENGTH_MAX);
    out.open("BkTxCd").open("Domn").text("Cd", "PMNT").open("Fmly")
        .text("Cd", credit ? "RCDT" : "ICDT").text("SubFmlyCd", "XBCT").close("Fmly")
        .close("Domn").close("BkTxCd");
    if (!entry.transactions().isEmpty()) {
      out.open("NtryDtls");
      entry.transactions().forEach(transaction -> transaction(out, transaction));
      out.close("NtryDtls");
    }
    out.close("Ntry");
  }

  private static void transaction(XmlOut out, EntryTransaction transaction) {
    out.open("TxDtls");
    TransactionIds ids = transaction.ids();
    if (!ids.equals(TransactionIds.NONE)) {
      out.open("Refs").text("InstrId", ids.instructionId())
          .text("EndToEndId", ids.endToEndId()).text("UETR", ids.uetr())
          .text("TxId", ids.transactionId()).text("ClrSysRef", ids.clearingReference())
          .close("Refs");
    }
    Values.amount(out, "Amt", transaction.amount());
    exchange(out, transaction.exchange());
    if (transaction.debtor() != null || transaction.creditor() != null) {
      out.open("RltdPties");
      PartyForm.partyChoice(out, "Dbtr", transaction.debtor());
      PartyForm.partyChoice(out, "Cdtr", transaction.creditor());
      out.close("RltdPties");
    }
    if (transaction.debtorAgent() != null || transaction.creditorAgent() != null) {
      out.open("RltdAgts");
      PartyForm.agent(out, "DbtrAgt", transaction.debtorAgent());
      PartyForm.agent(out, "CdtrAgt", transaction.creditorAgent());
      out.close("RltdAgts");
    }
    if (!transaction.remittance().isEmpty()) {
      out.open("RmtInf");
      transaction.remittance().forEach(line -> out.text("Ustrd", line));
      out.close("RmtInf");
    }
    out.close("TxDtls");
  }

  private static void exchange(XmlOut out, @Nullable Exchange exchange) {
    if (exchange == null) {
      return;
    }
    out.open("AmtDtls").open("InstdAmt");
    Values.amount(out, "Amt", exchange.instructedAmount());
    Decimal rate = exchange.rate();
    String source = exchange.sourceCurrency();
    if (rate != null && source != null) {
      out.open("CcyXchg").text("SrcCcy", source).text("TrgtCcy", exchange.targetCurrency())
          .text("XchgRate", rate.toString()).close("CcyXchg");
    }
    out.close("InstdAmt").close("AmtDtls");
  }
}
