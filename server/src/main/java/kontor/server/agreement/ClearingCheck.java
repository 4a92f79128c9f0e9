package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Currency;
import org.jspecify.annotations.Nullable;

/// What the model CLEARING asks of the other annexes: a house and its unit of account, and a
/// profile for each direction between a money of a party and the unit.
final class ClearingCheck {

  private final List<AnnexPart> annexes;

  /// @param annexes all of them, each understood
  ClearingCheck(List<AnnexPart> annexes) {
    this.annexes = annexes;
  }

  void check(AgreementFrame frame) {
    boolean isClearing = false;
    for (AnnexPart annex : annexes) {
      if (annex instanceof SettlementPart settlement && settlement.clears()) {
        isClearing = true;
        check(settlement, frame);
      }
    }
    for (AnnexPart annex : annexes) {
      if (!isClearing && annex instanceof CyclePart cycle && cycle.clears()) {
        cycle.complain("house", "a house is named, and no payment clears under the agreement",
            "take it out, or write into the annex settlement: model CLEARING");
      }
    }
  }

  private void check(SettlementPart settlement, AgreementFrame frame) {
    CyclePart cycle = cycle(settlement.header().fromDay());
    Currency unit = cycle == null ? null : cycle.unit();
    if (cycle == null || !cycle.clears() || unit == null) {
      settlement.complain("model",
          "the model CLEARING has no clearing house on "
              + Spelling.day(settlement.header().fromDay()),
          "write an annex cycle that holds on that day, with house BIC and unit CODE");
      return;
    }
    for (AnnexPart annex : annexes) {
      if (annex instanceof RatesPart rates && overlap(rates, settlement) && overlap(rates, cycle)) {
        rates.checkPairs(pairs(frame, unit));
      }
    }
  }

  /// The version of the annex cycle that holds on a day; null if none does.
  private @Nullable CyclePart cycle(int day) {
    CyclePart found = null;
    for (AnnexPart annex : annexes) {
      if (annex instanceof CyclePart cycle
          && cycle.header().fromDay() <= day
          && day <= lastDay(cycle)) {
        found = cycle;
      }
    }
    return found;
  }

  private boolean overlap(AnnexPart one, AnnexPart other) {
    return one.header().fromDay() <= lastDay(other) && other.header().fromDay() <= lastDay(one);
  }

  /// A version holds until its own end or the next one.
  private int lastDay(AnnexPart part) {
    int last = part.header().untilDay();
    for (AnnexPart other : annexes) {
      AnnexKind kind = other.header().kind();
      int from = other.header().fromDay();
      if (kind == part.header().kind() && from > part.header().fromDay()) {
        last = Math.min(last, from - 1);
      }
    }
    return last;
  }

  private static List<String> pairs(AgreementFrame frame, Currency unit) {
    TreeSet<Currency> moneys = new TreeSet<>();
    frame.parties().forEach(party -> moneys.add(party.money()));
    List<String> pairs = new ArrayList<>();
    for (Currency money : moneys) {
      pairs.add(money + "/" + unit);
      pairs.add(unit + "/" + money);
    }
    return pairs;
  }
}
