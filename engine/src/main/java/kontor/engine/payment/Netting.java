package kontor.engine.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.NetPosition;
import kontor.engine.ledger.Ledger;
import kontor.engine.ledger.Leg;
import kontor.engine.liquidity.LiquidityQueue;
import kontor.engine.liquidity.Waiting;
import kontor.engine.terms.AccountKind;

/// Which payments of a netting cycle settle together when it closes (F25).
///
/// Each payer's sum is set aside already. So what can lack cover is the accounts that carry the
/// payees' side, and of those only the difference counts: what all payments take from an account
/// less what they bring to it. While an account does not bear its difference, the last payment that
/// takes from it is left out, lowest account first; that may leave another without what it was to
/// be brought, so all are looked at until each bears its own. The order of arrival decides, and the
/// answer is one for the same payments and balances.
final class Netting {

  /// What all payments that are not left out take from an account and bring to it.
  private static final class Flow {
    private long debitsMinor;
    private long creditsMinor;
    /// Places of the payments that take from it; some may be left out by now.
    private final List<Integer> givers = new ArrayList<>();
  }

  private final Ledger ledger;
  private final LiquidityQueue queue;
  private final List<Waiting> members;
  private final boolean[] isOut;
  private final TreeMap<Integer, Flow> flows = new TreeMap<>();
  private final TreeSet<Integer> doubtful = new TreeSet<>();

  private Netting(List<Waiting> members, Ledger ledger, LiquidityQueue queue) {
    this.ledger = ledger;
    this.queue = queue;
    this.members = members;
    isOut = new boolean[members.size()];
  }

  /// @param members in the order of their arrival
  static Netting of(List<Waiting> members, Ledger ledger, LiquidityQueue queue) {
    Netting netting = new Netting(members, ledger, queue);
    for (int i = 0; i < members.size(); i++) {
      netting.takeIn(i);
    }
    netting.leaveOut();
    return netting;
  }

  List<Waiting> settling() {
    return members(false);
  }

  /// What the lines do not bear.
  List<Waiting> carried() {
    return members(true);
  }

  private List<Waiting> members(boolean out) {
    List<Waiting> found = new ArrayList<>();
    for (int i = 0; i < isOut.length; i++) {
      if (isOut[i] == out) {
        found.add(members.get(i));
      }
    }
    return found;
  }

  /// Of the loro accounts that are moved, by account.
  List<NetPosition> positions() {
    List<NetPosition> positions = new ArrayList<>();
    flows.forEach(
        (account, flow) -> {
          boolean isMoved = flow.debitsMinor > 0 || flow.creditsMinor > 0;
          if (isMoved && ledger.id(account).kind() == AccountKind.LORO) {
            positions.add(
                new NetPosition(ledger.id(account), flow.debitsMinor, flow.creditsMinor));
          }
        });
    return positions;
  }

  private Flow flow(int account) {
    return flows.computeIfAbsent(account, key -> new Flow());
  }

  /// Unless some balance could leave its bounds on the way.
  private void takeIn(int member) {
    Waiting waiting = members.get(member);
    isOut[member] = !fits(waiting);
    if (isOut[member]) {
      return;
    }
    add(waiting, 1);
    for (Leg leg : carried(waiting)) {
      flow(leg.debit()).givers.add(member);
      doubtful.add(leg.debit());
    }
  }

  /// The legs behind the payer's, which is covered.
  private static List<Leg> carried(Waiting waiting) {
    return waiting.posting().subList(1, waiting.posting().size());
  }

  private boolean fits(Waiting waiting) {
    for (Leg leg : waiting.posting()) {
      if (!ledger.bears(leg.credit(), flow(leg.credit()).creditsMinor + leg.amountMinor())) {
        return false;
      }
    }
    for (Leg leg : carried(waiting)) {
      if (!ledger.bears(leg.debit(), -flow(leg.debit()).debitsMinor - leg.amountMinor())) {
        return false;
      }
    }
    return true;
  }

  private void add(Waiting waiting, int sign) {
    for (Leg leg : waiting.posting()) {
      flow(leg.credit()).creditsMinor += sign * leg.amountMinor();
    }
    for (Leg leg : carried(waiting)) {
      flow(leg.debit()).debitsMinor += sign * leg.amountMinor();
    }
  }

  private void leaveOut() {
    while (!doubtful.isEmpty()) {
      int account = doubtful.getFirst();
      Flow flow = flow(account);
      long lacking = flow.debitsMinor - flow.creditsMinor;
      // Where somebody waits already the line is his.
      if (lacking <= 0 || queue.isEmpty(account) && ledger.covers(account, lacking)) {
        doubtful.remove(account);
      } else {
        leaveOut(flow.givers.removeLast());
      }
    }
  }

  private void leaveOut(int member) {
    if (isOut[member]) {
      return;
    }
    isOut[member] = true;
    Waiting waiting = members.get(member);
    add(waiting, -1);
    // Some may have lived on what they were to be brought.
    for (Leg leg : waiting.posting()) {
      doubtful.add(leg.credit());
    }
  }
}
