package kontor.iso20022.rule;

import java.math.BigDecimal;
import java.util.List;
import kontor.iso20022.Amount;
import kontor.iso20022.CreditTransfer.GroupHeader;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Decimal;
import kontor.iso20022.rule.Subject.Broken;

/// Stage S: ids, counts, sums and dates belong together, V09, V15 to V17, V21. Whether an id was
/// used before (V10 to V12) only the engine knows.
public final class StructureRules {
  private StructureRules() {}

  public static void check(Subject subject) {
    List<Transaction> transactions = subject.message.transactions();
    count(subject, transactions);
    sums(subject, transactions);
    for (int i = 0; i < transactions.size(); i++) {
      transaction(subject, i, transactions.get(i));
    }
  }

  private static void count(Subject subject, List<Transaction> transactions) {
    if (subject.message.group().numberOfTransactions() != transactions.size()) {
      subject.group("/NbOfTxs", new Broken("V15", "AM18",
          "the message holds " + transactions.size() + " transactions",
          "Put the number of transactions into NbOfTxs."));
    }
    if (transactions.size() > subject.profile.transactionsMax()) {
      subject.group("/NbOfTxs", new Broken("V15", "AM18",
          "the message holds more transactions than "
              + subject.profile.transactionsMax(),
          "Send fewer transactions in one message."));
    }
  }

  private static void sums(Subject subject, List<Transaction> transactions) {
    GroupHeader group = subject.message.group();
    Decimal control = group.totals().controlSum();
    Amount total = group.totals().settlementAmount();
    if (control == null && total == null) {
      return;
    }
    BigDecimal sum = BigDecimal.ZERO;
    boolean oneCurrency = true;
    for (Transaction transaction : transactions) {
      Amount amount = transaction.settlement().amount();
      sum = sum.add(amount.number().toBigDecimal());
      oneCurrency &= total == null || amount.currency().equals(total.currency());
    }
    if (control != null && control.toBigDecimal().compareTo(sum) != 0) {
      subject.group("/CtrlSum", new Broken("V16", "AM10",
          "the settlement amounts add up to " + sum.toPlainString(),
          "Put the sum of all IntrBkSttlmAmt into CtrlSum."));
    }
    if (total != null && (!oneCurrency || total.number().toBigDecimal().compareTo(sum) != 0)) {
      subject.group("/TtlIntrBkSttlmAmt", new Broken("V16", "AM10",
          oneCurrency
              ? "the settlement amounts add up to " + sum.toPlainString()
              : "the settlement amounts are in another currency than the total",
          "Put the sum of all IntrBkSttlmAmt, all of one currency, into the total."));
    }
  }

  private static void transaction(Subject subject, int index, Transaction transaction) {
    String uetr = transaction.ids().uetr();
    if (uetr == null) {
      subject.transaction(index, "/PmtId/UETR", new Broken("V09", "CH21",
          "the UETR is missing", "Give every transaction a UUID of version 4."));
    }
    if (transaction.ids().clearingReference() != null) {
      subject.transaction(index, "/PmtId/ClrSysRef", new Broken("V17", "CH17",
          "the reference of the clearing system is not the sender's to set",
          "Leave ClrSysRef out."));
    }
    boolean inGroup = subject.message.group().settlementDate() != null;
    if (inGroup == transaction.settlement().dateInTransaction()) {
      subject.transaction(index, "/IntrBkSttlmDt", new Broken("V21", "DT01",
          inGroup ? "the settlement date stands in group and transaction"
              : "the settlement date is missing",
          "Put IntrBkSttlmDt into the group header or into each transaction."));
    }
  }
}
