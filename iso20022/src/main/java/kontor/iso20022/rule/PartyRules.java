package kontor.iso20022.rule;

import java.util.List;
import kontor.iso20022.AccountReference;
import kontor.iso20022.Agent;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.Side;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Party;
import kontor.iso20022.rule.Subject.Broken;
import org.jspecify.annotations.Nullable;

/// Stage P: accounts and legal entities, V53 to V56. Between institutions an account may stay
/// open, for the books know the settlement accounts. An IBAN is of the country of the agent that
/// keeps the account; there is no directory yet that could name exceptions. Whether an LEI has
/// lapsed only its register can say.
public final class PartyRules {
  private PartyRules() {}

  public static void check(Subject subject) {
    boolean customer = subject.message.kind() == CreditTransfer.Kind.CUSTOMER;
    List<Transaction> transactions = subject.message.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      Side debtor = transactions.get(i).debtor();
      Side creditor = transactions.get(i).creditor();
      if (customer && !known(debtor.account()) && !debtor.party().identified()) {
        subject.transaction(i, "/DbtrAcct", new Broken("V53", "RR01",
            "the debtor has neither account nor identification",
            "Give the debtor's account."));
      }
      if (customer && !known(creditor.account())) {
        subject.transaction(i, "/CdtrAcct", new Broken("V54", "AC03",
            "the creditor has neither account nor proxy",
            "Give the creditor's account or a proxy of it."));
      }
      iban(subject, i, "/DbtrAcct", debtor.account(), debtor.agent(), "AC02");
      iban(subject, i, "/DbtrAgtAcct", debtor.agentAccount(), null, "AC02");
      iban(subject, i, "/CdtrAcct", creditor.account(), creditor.agent(), "AC03");
      iban(subject, i, "/CdtrAgtAcct", creditor.agentAccount(), null, "AC03");
      lei(subject, i, "/Dbtr", debtor.party(), "BE16");
      lei(subject, i, "/UltmtDbtr", debtor.ultimate(), "BE16");
      lei(subject, i, "/Cdtr", creditor.party(), "BE17");
      lei(subject, i, "/UltmtCdtr", creditor.ultimate(), "BE17");
    }
  }

  private static boolean known(@Nullable AccountReference account) {
    return account != null && (account.id() != null || account.proxy() != null);
  }

  private static void iban(Subject subject, int index, String below,
      @Nullable AccountReference account, @Nullable Agent agent, String code) {
    String iban = account == null ? null : account.iban();
    if (iban == null) {
      return;
    }
    Iban.Fault fault = Iban.fault(iban, agent == null ? null : agent.bic());
    if (fault != null) {
      subject.transaction(index, below + "/Id/IBAN", new Broken("V55", code,
          fault.text(), "Ask the account holder for the right IBAN."));
    }
  }

  private static void lei(Subject subject, int index, String below, @Nullable Party party,
      String code) {
    String lei = party == null ? null : party.lei();
    if (lei != null && !Lei.valid(lei)) {
      String place = subject.message.kind() == CreditTransfer.Kind.CUSTOMER
          ? "/Id/OrgId/LEI" : "/FinInstnId/LEI";
      subject.transaction(index, below + place, new Broken("V56", code,
          "the check digits of the LEI are wrong", "Correct or leave out the LEI."));
    }
  }
}
