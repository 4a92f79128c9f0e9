package kontor.iso20022.rule;

import java.util.List;
import kontor.iso20022.Agent;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.AgreedRate;
import kontor.iso20022.CreditTransfer.Charge;
import kontor.iso20022.CreditTransfer.ClearingSystem;
import kontor.iso20022.CreditTransfer.Route;
import kontor.iso20022.CreditTransfer.SettlementInformation;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Party;
import kontor.iso20022.rule.Subject.Broken;
import org.jspecify.annotations.Nullable;

/// Stage A: method, agents and chain, V18 to V20, V40 and V43 to V46 as far as the message alone
/// can show. Directory, reach, suspension and open corridors (V40 in part, V41, V42, V46 in part)
/// are the gateway's and the engine's to know.
///
/// The two agents that talk to each other may be known by clearing member id or LEI alone; every
/// other agent without a BIC also needs name and address (V43).
public final class AgentRules {
  private AgentRules() {}

  public static void check(Subject subject) {
    settlement(subject, subject.message.group().settlement());
    List<Transaction> transactions = subject.message.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      route(subject, i, transactions.get(i).route());
      ends(subject, i, transactions.get(i));
      agents(subject, i, transactions.get(i));
    }
  }

  private static void settlement(Subject subject, SettlementInformation settlement) {
    String method = settlement.method();
    if (!subject.profile.settlementMethods().contains(method)) {
      subject.group("/SttlmInf/SttlmMtd", new Broken("V18", "CH16",
          "the settlement method " + method + " is not agreed",
          "Use one of " + String.join(", ",
              subject.profile.settlementMethods().stream().sorted().toList())
              + "."));
    }
    boolean instructing = settlement.instructingReimbursement() != null;
    boolean instructed = settlement.instructedReimbursement() != null;
    boolean third = settlement.thirdReimbursement() != null;
    if (method.equals("CLRG")) {
      ClearingSystem system = settlement.clearingSystem();
      if (system == null || !system.code().equals(subject.profile.clearingSystem())) {
        subject.group("/SttlmInf/ClrSys", new Broken("V19", "CH16",
            "the clearing system is not " + subject.profile.clearingSystem(),
            "Name this clearing system."));
      }
      if (instructing || instructed || third) {
        subject.group("/SttlmInf", new Broken("V19", "CH17",
            "there are reimbursement agents where a system clears",
            "Leave the reimbursement agents out."));
      }
    } else if (method.equals("COVE")
        && (third ? !(instructing && instructed) : !(instructing || instructed))) {
      subject.group("/SttlmInf", new Broken("V20", "RC11",
          "the reimbursement agents of a covered payment are not complete",
          "Name the instructing or the instructed one; a third only beside both."));
    }
  }

  private static void route(Subject subject, int index, Route route) {
    missing(subject, index, "/InstgAgt", route.instructing());
    missing(subject, index, "/InstdAgt", route.instructed());
    chain(subject, index, "/PrvsInstgAgt",
        route.previous1(), route.previous2(), route.previous3());
    chain(subject, index, "/IntrmyAgt",
        route.intermediary1(), route.intermediary2(), route.intermediary3());
    @Nullable Agent[] between = {route.previous1(), route.previous2(), route.previous3(),
        route.intermediary1(), route.intermediary2(), route.intermediary3()};
    for (int i = 0; i < between.length; i++) {
      Agent one = between[i];
      for (int j = 0; one != null && j < i; j++) {
        Agent other = between[j];
        if (other != null && one.sameAs(other)) {
          String place = i < 3 ? "/PrvsInstgAgt" + (i + 1) : "/IntrmyAgt" + (i - 2);
          subject.transaction(index, place, new Broken("V45", "RC11",
              "an agent stands twice in the chain", "Name each agent once."));
        }
      }
    }
  }

  /// Intermediaries stand between the two ends, so neither end is one.
  private static void ends(Subject subject, int index, Transaction transaction) {
    Route route = transaction.route();
    @Nullable Agent[] between = {
        route.intermediary1(), route.intermediary2(), route.intermediary3()};
    Agent debtor = transaction.debtor().agent();
    Agent creditor = transaction.creditor().agent();
    for (int i = 0; i < between.length; i++) {
      Agent one = between[i];
      if (one != null && ((debtor != null && one.sameAs(debtor))
          || (creditor != null && one.sameAs(creditor)))) {
        subject.transaction(index, "/IntrmyAgt" + (i + 1), new Broken("V45", "RC11",
            "the agent of the debtor or creditor stands between the two",
            "Name each agent once."));
      }
    }
  }

  private static void missing(Subject subject, int index, String below, @Nullable Agent agent) {
    if (agent == null) {
      subject.transaction(index, below, new Broken("V46", "CH21",
          "the agent is missing",
          "Name instructing and instructed agent in group or transaction."));
    }
  }

  private static void chain(Subject subject, int index, String name, @Nullable Agent first,
      @Nullable Agent second, @Nullable Agent third) {
    if ((second != null && first == null) || (third != null && second == null)) {
      subject.transaction(index, name + (second != null && first == null ? "2" : "3"),
          new Broken("V45", "RC11", "an agent stands behind an empty place",
              "Fill the places of the chain from the first."));
    }
  }

  private static void agents(Subject subject, int index, Transaction transaction) {
    Route route = transaction.route();
    agent(subject, index, "/InstgAgt", route.instructing(), false);
    agent(subject, index, "/InstdAgt", route.instructed(), false);
    agent(subject, index, "/PrvsInstgAgt1", route.previous1(), true);
    agent(subject, index, "/PrvsInstgAgt2", route.previous2(), true);
    agent(subject, index, "/PrvsInstgAgt3", route.previous3(), true);
    agent(subject, index, "/IntrmyAgt1", route.intermediary1(), true);
    agent(subject, index, "/IntrmyAgt2", route.intermediary2(), true);
    agent(subject, index, "/IntrmyAgt3", route.intermediary3(), true);
    agent(subject, index, "/DbtrAgt", transaction.debtor().agent(), true);
    agent(subject, index, "/CdtrAgt", transaction.creditor().agent(), true);
    List<Charge> charges = transaction.conversion().charges();
    for (int i = 0; i < charges.size(); i++) {
      String number = charges.size() > 1 ? "[" + (i + 1) + "]" : "";
      agent(subject, index, "/ChrgsInf" + number + "/Agt", charges.get(i).agent(), true);
    }
    if (subject.message.kind() == CreditTransfer.Kind.INSTITUTION) {
      agent(subject, index, "/Dbtr", transaction.debtor().party().institution(), true);
      agent(subject, index, "/Cdtr", transaction.creditor().party().institution(), true);
      agent(subject, index, "/UltmtDbtr", institution(transaction.debtor().ultimate()), true);
      agent(subject, index, "/UltmtCdtr", institution(transaction.creditor().ultimate()), true);
    }
    AgreedRate rate = transaction.conversion().agreedRate();
    agent(subject, index, "/AgrdRate/FXAgt", rate == null ? null : rate.exchangeAgent(), true);
  }

  private static @Nullable Agent institution(@Nullable Party party) {
    return party == null ? null : party.institution();
  }

  private static void agent(Subject subject, int index, String below, @Nullable Agent agent,
      boolean nameNeeded) {
    if (agent == null) {
      return;
    }
    String place = below + "/FinInstnId";
    String bic = agent.bic();
    if (bic != null) {
      if (!Countries.assigned(bic.substring(4, 6))) {
        subject.transaction(index, place + "/BICFI", new Broken("V40", "RC01",
            "the country of the BIC is not assigned", "Correct the BIC."));
      }
    } else if (agent.clearingMember() == null && agent.lei() == null) {
      subject.transaction(index, place, new Broken("V43", "RC08",
          "the agent has neither BIC nor clearing member id nor LEI",
          "Name the agent by BIC."));
    } else if (nameNeeded && (agent.name() == null || agent.address() == null)) {
      subject.transaction(index, place, new Broken("V43", "RC02",
          "the agent has no BIC and lacks name or address",
          "Name the agent by BIC, or add name and address."));
      return;
    }
    boolean named = bic != null || agent.clearingMember() != null || agent.lei() != null;
    if (named && (agent.name() == null) != (agent.address() == null)) {
      subject.transaction(index, place, new Broken("V44", "CH21",
          "the agent has a name or an address without the other",
          "Give both or none."));
    }
  }
}
