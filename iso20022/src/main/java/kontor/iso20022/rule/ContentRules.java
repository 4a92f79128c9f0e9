package kontor.iso20022.rule;

import java.util.List;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.rule.Subject.Broken;

/// Stage C: how the sender's references may look, V13 and V14.
public final class ContentRules {
  private ContentRules() {}

  public static void check(Subject subject) {
    List<Transaction> transactions = subject.message.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      String instruction = transactions.get(i).ids().instructionId();
      if (instruction != null) {
        instruction(subject, i, instruction);
      }
      String endToEnd = transactions.get(i).ids().endToEndId();
      if (endToEnd == null || endToEnd.isBlank()) {
        subject.transaction(i, "/PmtId/EndToEndId", new Broken("V14", "FF08",
            "the end-to-end id is blank", "Put NOTPROVIDED if there is none."));
      }
    }
  }

  private static void instruction(Subject subject, int index, String id) {
    if (id.startsWith("/") || id.endsWith("/") || id.contains("//")) {
      subject.transaction(index, "/PmtId/InstrId", new Broken("V13", "CH16",
          "the instruction id begins or ends with a slash or holds two in a row",
          "Use no slash at the ends and none after another."));
    }
    int lengthMax = subject.profile.instructionIdLengthMax();
    if (id.codePointCount(0, id.length()) > lengthMax) {
      subject.transaction(index, "/PmtId/InstrId", new Broken("V13", "CH16",
          "the instruction id is longer than " + lengthMax + " characters",
          "Use a shorter id."));
    }
  }
}
