package kontor.server.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.RateEvent;
import kontor.engine.governance.RateEvent.Finding;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Price;
import org.jspecify.annotations.Nullable;

/// What happens to rates, in plain words (F07, F08). A day without a rate is told of by itself only
/// while a rate is disputed; else whoever needs one is told.
final class RateStory {

  private static final int PPM_PER_HUNDREDTH = 100;
  private static final int HUNDREDTHS = 100;
  private static final long HOUR_MS = 3_600_000;

  private final Story story;
  /// Whether a rate was declined, or not approved in time, and none is confirmed since.
  private boolean isDisputed;

  RateStory(Story story) {
    this.story = story;
  }

  /// @param byTime whether time alone led to it
  @Nullable String of(RateEvent event, boolean byTime) {
    switch (event) {
      case RateEvent.FixingDeclined _, RateEvent.FixingExpired _ -> isDisputed = true;
      case RateEvent.FixingConfirmed _ -> isDisputed = false;
      default -> {
        // Changes nothing about that.
      }
    }
    return byTime && !isDisputed ? null : sentence(event);
  }

  private String sentence(RateEvent event) {
    return switch (event) {
      case RateEvent.FixingProposed e ->
          "Rate " + e.proposal() + " is proposed for " + Story.day(e.when().day()) + ": "
              + prices(e.prices()) + because(e.reason()) + findings(e.findings()) + ".";
      case RateEvent.FixingApproved e ->
          story.name(e.party()) + " approves rate " + e.proposal() + ".";
      case RateEvent.FixingDeclined e ->
          story.name(e.party()) + " declines rate " + e.proposal() + because(e.reason()) + ".";
      case RateEvent.FixingConfirmed e ->
          "Rate " + e.proposal() + " is confirmed and holds until " + story.moment(e.untilMs())
              + ".";
      case RateEvent.FixingExpired e ->
          "Rate " + e.proposal() + " was not approved in time, and holds for nobody.";
      case RateEvent.PairUnconfirmed e ->
          "No rate of " + e.one() + " and " + e.other() + " was approved in time for "
              + Story.day(e.day()) + ".";
      case RateEvent.FallbackTaken e ->
          "The agreed fallback for " + Story.day(e.day()) + ": " + rung(e.rung())
              + fixings(e.fixings()) + because(e.reason()) + ".";
    };
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ", because " + reason;
  }

  private static String prices(List<Price> prices) {
    return prices.stream().map(Price::toString).collect(Collectors.joining(", "));
  }

  private static String fixings(List<Fixing> fixings) {
    return fixings.isEmpty()
        ? ""
        : ": "
            + fixings.stream()
                .map(f -> "1 " + f.base() + " = " + f.rate() + " " + f.quoted())
                .collect(Collectors.joining(", "));
  }

  private static String rung(Rung rung) {
    return switch (rung) {
      case PREVIOUS -> "the rate before holds for this day too";
      case SECONDARY -> "the second source";
      case MANUAL -> "a rate that persons of both sides state is awaited";
      case CLOSED -> "the pair is closed";
    };
  }

  private static String findings(List<Finding> findings) {
    return findings.stream().map(RateStory::finding).collect(Collectors.joining());
  }

  private static String finding(Finding finding) {
    return switch (finding.check()) {
      case LEG_AGE ->
          "; warning: the leg of " + finding.where() + " is " + finding.measured() / HOUR_MS
              + " hours old, " + finding.limit() / HOUR_MS + " are agreed";
      case DEVIATION_FROM_PREVIOUS ->
          "; warning: the price of " + finding.where() + " is " + percent(finding.measured())
              + " from the one before, " + percent(finding.limit()) + " are agreed";
      case DEVIATION_FROM_SECOND_SOURCE ->
          "; warning: the price of " + finding.where() + " is " + percent(finding.measured())
              + " from the second source, " + percent(finding.limit()) + " are agreed";
      case HOLIDAY -> "; warning: " + finding.where() + " does not settle on that day";
    };
  }

  /// To hundredths of a percent, cut.
  private static String percent(long ppm) {
    long hundredths = ppm / PPM_PER_HUNDREDTH;
    return String.format(
        Locale.ROOT, "%d.%02d%%", hundredths / HUNDREDTHS, hundredths % HUNDREDTHS);
  }
}
