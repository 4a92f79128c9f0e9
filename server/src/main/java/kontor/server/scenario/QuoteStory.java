package kontor.server.scenario;

import java.util.stream.Collectors;
import kontor.engine.Event;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Money;

/// Tells what providers post, and what comes of quotes (F09).
final class QuoteStory {

  private final Story story;

  QuoteStory(Story story) {
    this.story = story;
  }

  String of(Event.BaseRatePosted event) {
    return story.name(event.rate().provider()) + " pays " + event.rate().rate() + " "
        + event.rate().destination() + " for 1 " + event.rate().source() + ".";
  }

  String of(Event.TiersSet event) {
    String tiers =
        event.tiers().tiers().stream()
            .map(tier -> tier(event, tier))
            .collect(Collectors.joining(", "));
    return story.name(event.provider())
        + (tiers.isEmpty()
            ? " has no tiers in " + event.source()
            : " betters larger sums: " + tiers)
        + ".";
  }

  private static String tier(Event.TiersSet event, Tiers.Tier tier) {
    return "from " + new Money(tier.fromMinor(), event.source()) + " by " + tier.basisPoints()
        + " basis points";
  }

  String of(Event.ImprovementSet event) {
    return story.name(event.provider()) + " betters its rates for " + story.name(event.client())
        + " by " + event.basisPoints() + " basis points.";
  }

  String of(Event.QuotesOffered event) {
    return event.quotes().stream().map(this::quote).collect(Collectors.joining(" "));
  }

  private String quote(Quote quote) {
    return "Quote " + quote.id() + " of " + story.name(quote.provider()) + ": " + quote.source()
        + " for " + quote.destination() + ", at " + quote.rate() + ", until "
        + story.moment(quote.expiresAtMs()) + ".";
  }

  static String of(Event.QuoteSelected event) {
    return "Quote " + event.quote() + " is chosen.";
  }

  String of(Event.QuoteConsumed event) {
    return story.payment(event.payment()) + " uses quote " + event.quote() + ".";
  }

  static String of(Event.QuotesEnded event) {
    String numbers =
        event.quotes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (event.quotes().size() == 1 ? "Quote " : "Quotes ") + numbers
        + (event.state() == QuoteState.EXPIRED
            ? ", used by nobody, can be used no more."
            : " mean nothing any more: a money has a new unit.");
  }
}
