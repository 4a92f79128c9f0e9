package kontor.iso20022.form;

import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.Agent;
import kontor.iso20022.Amount;
import kontor.iso20022.StatusReport;
import kontor.iso20022.StatusReport.GroupStatus;
import kontor.iso20022.StatusReport.OriginalGroup;
import kontor.iso20022.StatusReport.Reason;
import kontor.iso20022.StatusReport.TransactionStatus;
import kontor.iso20022.TransactionIds;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;

/// pacs.002 both ways. What stands in `OrgnlTxRef` beyond the settlement amount is not read.
public final class StatusReportForm {
  static final int INFORMATION_LENGTH_MAX = 105;

  private StatusReportForm() {}

  public static StatusReport read(Tape tape, int document) {
    int node = document + 1;
    int header = node + 1;
    Agent instructing = null;
    Agent instructed = null;
    List<GroupStatus> groups = new ArrayList<>();
    List<TransactionStatus> transactions = new ArrayList<>();
    int instructingNode = tape.child(header, "InstgAgt");
    if (instructingNode >= 0) {
      instructing = PartyForm.agent(tape, instructingNode);
    }
    int instructedNode = tape.child(header, "InstdAgt");
    if (instructedNode >= 0) {
      instructed = PartyForm.agent(tape, instructedNode);
    }
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "OrgnlGrpInfAndSts" -> groups.add(group(tape, child));
        case "TxInfAndSts" -> transactions.add(transaction(tape, child));
        default -> { }
      }
    }
    return new StatusReport(tape.text(tape.child(header, "MsgId")),
        tape.trimmed(tape.child(header, "CreDtTm")), instructing, instructed, groups,
        transactions);
  }

  private static GroupStatus group(Tape tape, int node) {
    String status = null;
    Long number = null;
    List<Reason> reasons = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "OrgnlNbOfTxs" -> number = Long.valueOf(tape.text(child));
        case "GrpSts" -> status = tape.text(child);
        case "StsRsnInf" -> reasons.add(reason(tape, child));
        default -> { }
      }
    }
    return new GroupStatus(original(tape, node), number, status, reasons);
  }

  private static OriginalGroup original(Tape tape, int node) {
    int creation = tape.child(node, "OrgnlCreDtTm");
    return new OriginalGroup(tape.text(tape.child(node, "OrgnlMsgId")),
        tape.text(tape.child(node, "OrgnlMsgNmId")),
        creation < 0 ? null : tape.trimmed(creation));
  }

  private static TransactionStatus transaction(Tape tape, int node) {
    String statusId = null;
    OriginalGroup group = null;
    String status = null;
    List<Reason> reasons = new ArrayList<>();
    String acceptance = null;
    String effective = null;
    Amount amount = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "StsId" -> statusId = tape.text(child);
        case "OrgnlGrpInf" -> group = original(tape, child);
        case "TxSts" -> status = tape.text(child);
        case "StsRsnInf" -> reasons.add(reason(tape, child));
        case "AccptncDtTm" -> acceptance = tape.trimmed(child);
        case "FctvIntrBkSttlmDt" -> effective = Values.choice(tape, child);
        case "OrgnlTxRef" -> {
          int place = tape.child(child, "IntrBkSttlmAmt");
          amount = place < 0 ? null : Values.amount(tape, place);
        }
        default -> { }
      }
    }
    return new TransactionStatus(statusId, group, IdsForm.read(tape, node), status, reasons,
        acceptance, effective, amount);
  }

  private static Reason reason(Tape tape, int node) {
    String code = null;
    boolean proprietary = false;
    List<String> information = new ArrayList<>();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Rsn" -> {
          code = tape.text(child + 1);
          proprietary = tape.named(child + 1, "Prtry");
        }
        case "AddtlInf" -> information.add(tape.text(child));
        default -> { }
      }
    }
    return new Reason(code, proprietary, information);
  }

  public static void write(XmlOut out, StatusReport report) {
    out.open("FIToFIPmtStsRpt").open("GrpHdr").text("MsgId", report.messageId())
        .text("CreDtTm", report.creationDateTime());
    PartyForm.agent(out, "InstgAgt", report.instructing());
    PartyForm.agent(out, "InstdAgt", report.instructed());
    out.close("GrpHdr");
    for (GroupStatus group : report.groups()) {
      out.open("OrgnlGrpInfAndSts");
      original(out, group.original());
      Long number = group.numberOfTransactions();
      out.text("OrgnlNbOfTxs", number == null ? null : number.toString())
          .text("GrpSts", group.status());
      group.reasons().forEach(reason -> reason(out, reason));
      out.close("OrgnlGrpInfAndSts");
    }
    report.transactions().forEach(transaction -> transaction(out, transaction));
    out.close("FIToFIPmtStsRpt");
  }

  private static void original(XmlOut out, OriginalGroup original) {
    out.text("OrgnlMsgId", original.messageId(), IdsForm.ID_LENGTH_MAX)
        .text("OrgnlMsgNmId", original.messageName(), IdsForm.ID_LENGTH_MAX)
        .text("OrgnlCreDtTm", original.creationDateTime());
  }

  private static void transaction(XmlOut out, TransactionStatus transaction) {
    TransactionIds ids = transaction.original();
    out.open("TxInfAndSts").text("StsId", transaction.statusId(), IdsForm.ID_LENGTH_MAX);
    OriginalGroup group = transaction.originalGroup();
    if (group != null) {
      out.open("OrgnlGrpInf");
      original(out, group);
      out.close("OrgnlGrpInf");
    }
    IdsForm.writeOriginal(out, ids);
    out.text("TxSts", transaction.status());
    transaction.reasons().forEach(reason -> reason(out, reason));
    out.text("AccptncDtTm", transaction.acceptanceDateTime());
    Values.dateChoice(out, "FctvIntrBkSttlmDt", transaction.effectiveSettlementDate());
    out.text("ClrSysRef", ids.clearingReference(), IdsForm.ID_LENGTH_MAX);
    if (transaction.originalSettlementAmount() != null) {
      out.open("OrgnlTxRef");
      Values.amount(out, "IntrBkSttlmAmt", transaction.originalSettlementAmount());
      out.close("OrgnlTxRef");
    }
    out.close("TxInfAndSts");
  }

  private static void reason(XmlOut out, Reason reason) {
    out.open("StsRsnInf");
    if (reason.code() != null) {
      out.open("Rsn").text(reason.proprietary() ? "Prtry" : "Cd", reason.code())
          .close("Rsn");
    }
    for (String information : reason.information()) {
      for (String line : lines(information, INFORMATION_LENGTH_MAX)) {
        out.text("AddtlInf", line);
      }
    }
    out.close("StsRsnInf");
  }

  /// Breaks a text into lines, at a blank where there is one in the second half of a line.
  private static List<String> lines(String text, int lengthMax) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      String line = XmlOut.cut(rest, lengthMax);
      if (line.length() < rest.length()) {
        int blank = line.lastIndexOf(' ');
        line = blank > line.length() / 2 ? line.substring(0, blank) : line;
      }
      lines.add(line);
      rest = rest.substring(line.length()).strip();
    }
    return lines;
  }
}
