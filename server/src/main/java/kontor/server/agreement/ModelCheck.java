package kontor.server.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// What the models NET and CLEARING ask of the other annexes, on each day on which the annex
/// settlement holds: a calendar that says when a cycle closes; a house and its unit of account,
/// and a profile for each direction between a money of a party and the unit.
///
/// On a day on which it lacks, a node refuses every payment. What lacks is told once for each
/// model, with all of its days, where the first of them is.
final class ModelCheck {

  /// Later times than these are not named one by one.
  private static final int TIMES_NAMED_MAX = 3;

  private final List<AnnexPart> annexes;
  private final AgreementFrame frame;
  private final List<Stretch> stretches;

  /// Days on which the same versions hold; null where none does.
  private record Stretch(
      int fromDay,
      int untilDay,
      @Nullable SettlementPart settlement,
      @Nullable DaysPart calendar,
      @Nullable CyclePart cycle,
      @Nullable RatesPart rates) {

    boolean isOf(SettlementModel model) {
      return settlement != null && settlement.isOf(model);
    }

    boolean closes() {
      return calendar != null && calendar.closesCycles();
    }

    boolean clears() {
      return cycle != null && cycle.clears();
    }
  }

  private record Time(int fromDay, int untilDay) {}

  /// @param annexes all of them, with days that can be relied on
  ModelCheck(List<AnnexPart> annexes, AgreementFrame frame) {
    this.annexes = annexes;
    this.frame = frame;
    this.stretches = stretches();
  }

  /// Complains of days on which the model NET has no cycle.
  void checkCycles() {
    checkDays(SettlementModel.NET, Stretch::closes, "cycle",
        "write into the annex calendar of these days: moment CYCLE_CLOSE 17:00 and a zone");
  }

  /// Complains of days on which the model CLEARING has no house, and of houses without the model.
  void checkHouses() {
    checkDays(SettlementModel.CLEARING, Stretch::clears, "clearing house",
        "write an annex cycle that holds on these days, with house BIC and unit CODE");
    boolean isClearing =
        annexes.stream().anyMatch(annex -> annex instanceof SettlementPart part && part.clears());
    for (AnnexPart annex : annexes) {
      if (!isClearing && annex instanceof CyclePart cycle && cycle.clears()) {
        cycle.complain("house", "a house is named, and no payment clears under the agreement",
            "take it out, or write into the annex settlement: model CLEARING");
      }
    }
  }

  /// Complains of rates without a profile for a unit of account that holds on one of their days.
  void checkUnits() {
    Map<RatesPart, TreeSet<Currency>> units = new LinkedHashMap<>();
    for (Stretch stretch : stretches) {
      CyclePart cycle = stretch.cycle();
      Currency unit = cycle == null || !cycle.clears() ? null : cycle.unit();
      if (stretch.rates() != null && unit != null && stretch.isOf(SettlementModel.CLEARING)) {
        units.computeIfAbsent(stretch.rates(), _ -> new TreeSet<>()).add(unit);
      }
    }
    units.forEach((rates, all) -> rates.checkPairs(pairs(all)));
  }

  private void checkDays(
      SettlementModel model, Predicate<Stretch> isKept, String what, String remedy) {
    List<Time> lacking = new ArrayList<>();
    SettlementPart first = null;
    for (Stretch stretch : stretches) {
      if (stretch.isOf(model) && !isKept.test(stretch)) {
        first = first == null ? stretch.settlement() : first;
        boolean goesOn =
            !lacking.isEmpty() && lacking.getLast().untilDay() + 1 == stretch.fromDay();
        int fromDay = goesOn ? lacking.removeLast().fromDay() : stretch.fromDay();
        lacking.add(new Time(fromDay, stretch.untilDay()));
      }
    }
    if (first != null) {
      first.complain("model", "the model " + model + " has no " + what + " " + words(lacking),
          remedy);
    }
  }

  private static String words(List<Time> times) {
    List<String> words = new ArrayList<>();
    for (Time time : times.subList(0, Math.min(times.size(), TIMES_NAMED_MAX))) {
      String from = Spelling.day(time.fromDay());
      words.add(
          time.untilDay() == Agreement.OPEN_END
              ? "from " + from + " on"
              : time.untilDay() == time.fromDay()
                  ? "on " + from
                  : "from " + from + " to " + Spelling.day(time.untilDay()));
    }
    return String.join(", ", words) + (times.size() > words.size() ? ", and later" : "");
  }

  private List<Stretch> stretches() {
    TreeSet<Integer> changes = new TreeSet<>(List.of(frame.fromDay()));
    for (AnnexPart annex : annexes) {
      changes.add(annex.header().fromDay());
      if (annex.header().untilDay() != Agreement.OPEN_END) {
        changes.add(annex.header().untilDay() + 1);
      }
    }
    List<Stretch> all = new ArrayList<>();
    for (int day : changes.subSet(frame.fromDay(), true, frame.untilDay(), true)) {
      Integer next = changes.higher(day);
      int untilDay =
          next == null ? frame.untilDay() : Math.min(next - 1, frame.untilDay());
      all.add(
          new Stretch(
              day, untilDay, on(day, SettlementPart.class), on(day, DaysPart.class),
              on(day, CyclePart.class), on(day, RatesPart.class)));
    }
    return all;
  }

  /// The version that holds on a day: the latest that has begun, until its end.
  private <T extends AnnexPart> @Nullable T on(int day, Class<T> kind) {
    T latest =
        annexes.stream()
            .filter(kind::isInstance)
            .map(kind::cast)
            .filter(annex -> annex.header().fromDay() <= day)
            .max(Comparator.comparingInt(annex -> annex.header().fromDay()))
            .orElse(null);
    return latest == null || latest.header().untilDay() < day ? null : latest;
  }

  private List<String> pairs(TreeSet<Currency> units) {
    TreeSet<Currency> moneys = new TreeSet<>();
    frame.parties().forEach(party -> moneys.add(party.money()));
    List<String> pairs = new ArrayList<>();
    for (Currency unit : units) {
      for (Currency money : moneys) {
        pairs.add(money + "/" + unit);
        pairs.add(unit + "/" + money);
      }
    }
    return pairs;
  }
}
