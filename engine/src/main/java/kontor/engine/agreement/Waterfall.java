package kontor.engine.agreement;

import java.util.List;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Price;
import kontor.engine.terms.RateLeg;
import org.jspecify.annotations.Nullable;

/// What the parties agreed for a pair that has no rate for a day (F08): rung after rung, the first
/// that can be taken. Changes nothing.
///
/// @param calendar joint business days; null if none are agreed, and every day counts
record Waterfall(DayRates published, Rates rates, @Nullable JointCalendar calendar) {

  /// @param fixings what is published; none if a manual rate is awaited or the pair is closed
  record Choice(Rung rung, List<Fixing> fixings) {}

  /// @param second two legs of a second source, or none
  /// @return null if no rung can be taken
  @Nullable Choice choose(RateSlot slot, List<RateLeg> second, long nowMs) {
    for (Rung rung : rates.waterfall()) {
      List<Fixing> fixings =
          switch (rung) {
            case PREVIOUS -> previous(slot, nowMs);
            case SECONDARY -> secondary(slot, second, nowMs);
            case MANUAL, CLOSED -> List.of();
          };
      boolean isTakeable =
          switch (rung) {
            case PREVIOUS, SECONDARY -> !fixings.isEmpty();
            case MANUAL -> !slot.isManualRefused;
            case CLOSED -> true;
          };
      if (isTakeable) {
        return new Choice(rung, fixings);
      }
    }
    return null;
  }

  /// The last rate once more, if it is not older than agreed.
  private List<Fixing> previous(RateSlot slot, long nowMs) {
    int lastDay = published.lastDay(slot.key.pair());
    if (lastDay >= slot.key.day()) {
      return List.of();
    }
    int days =
        calendar == null
            ? slot.key.day() - lastDay
            : calendar.countBusinessDays(lastDay, slot.key.day());
    return days > rates.previousDays()
        ? List.of()
        : fixings(
            slot,
            published.last(slot.key.pair()),
            Rung.PREVIOUS + ": " + published.lastSource(slot.key.pair()),
            nowMs);
  }

  private List<Fixing> secondary(RateSlot slot, List<RateLeg> second, long nowMs) {
    if (second.isEmpty()
        || RateChecks.isTooOld(rates, second.getFirst(), nowMs)
        || RateChecks.isTooOld(rates, second.getLast(), nowMs)) {
      return List.of();
    }
    @Nullable List<Price> prices =
        RateChecks.prices(rates, second.getFirst(), second.getLast());
    return prices == null
        ? List.of()
        : fixings(
            slot,
            prices,
            Rung.SECONDARY + ": " + RateChecks.source(second.getFirst(), second.getLast()),
            nowMs);
  }

  private List<Fixing> fixings(
      RateSlot slot, List<Price> prices, String source, long nowMs) {
    return published.check(slot.key.pair(), slot.key.day(), nowMs, slot.untilMs, nowMs) == null
        ? published.fixings(slot.key.pair(), prices, nowMs, RateChecks.cut(source), nowMs)
        : List.of();
  }
}
