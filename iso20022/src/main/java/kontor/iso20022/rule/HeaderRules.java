package kontor.iso20022.rule;

import kontor.iso20022.Agent;
import kontor.iso20022.BusinessHeader;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.rule.Subject.Broken;

/// Stage H: the header says the same as the message, V02 and V04 to V07. Without a header there is
/// nothing to compare. Who signed is the channel's knowledge (V05, DS0H) and not looked at here;
/// V08 is no fault but a way to answer, see [BusinessHeader.Handling#repeated].
public final class HeaderRules {
  private HeaderRules() {}

  public static void check(Subject subject) {
    BusinessHeader header = subject.header;
    if (header == null) {
      return;
    }
    if (!header.messageDefinition().equals(subject.version.identifier())) {
      subject.header("/MsgDefIdr", new Broken("V02", "FF01",
          "the header names another message than the namespace of the document",
          "Put " + subject.version.identifier() + " into MsgDefIdr."));
    }
    if (!header.businessMessageId().equals(subject.message.group().messageId())) {
      subject.header("/BizMsgIdr", new Broken("V04", "FF01",
          "BizMsgIdr is not the MsgId of the message", "Use one id for both."));
    }
    for (int i = 0; i < subject.message.transactions().size(); i++) {
      agents(subject, header, i);
    }
  }

  private static void agents(Subject subject, BusinessHeader header, int index) {
    Transaction transaction = subject.message.transactions().get(index);
    Agent instructing = transaction.route().instructing();
    if (instructing != null && !header.from().sameAs(instructing)) {
      subject.transaction(index, "/InstgAgt", new Broken("V05", "AGNT",
          "the header is from another institution than the instructing agent",
          "Send only what you instruct yourself."));
    }
    Agent instructed = transaction.route().instructed();
    String copy = header.handling().copyDuplicate();
    boolean isCopy = "COPY".equals(copy) || "CODU".equals(copy);
    if (instructed != null && !isCopy && !header.to().sameAs(instructed)) {
      subject.transaction(index, "/InstdAgt", new Broken("V06", "AGNT",
          "the header is to another institution than the instructed agent",
          "Address the message to the instructed agent or mark it as a copy."));
    }
    String priority = header.handling().priority();
    String instruction = transaction.type().instructionPriority();
    if (priority != null && instruction != null && !priority.equals(instruction)) {
      subject.transaction(index, "/PmtTpInf/InstrPrty", new Broken("V07", "FF03",
          "the priority is not the one of the header", "Use one priority for both."));
    }
  }
}
