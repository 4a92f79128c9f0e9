package kontor.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;

/// The words of a {@link Script} for quotes.
///
/// ```
/// > post FX BRL>PYG 1400.5
/// > tiers FX BRL 1000.00:50,5000.00:100
/// > improve FX B1 25
/// > ask q1 B1>P1 100.00 BRL to PYG
/// > ask q2 B1>P1 140000 PYG from BRL day 19061
/// > choose B1 1
/// ```
final class QuoteWords {

  private QuoteWords() {}

  static boolean knows(String word) {
    return List.of("post", "tiers", "improve", "ask", "choose").contains(word);
  }

  static Command command(String[] words) {
    return switch (words[0]) {
      case "post" -> {
        String[] pair = words[2].split(">");
        yield new Command.PostBaseRate(
            World.participant(words[1]),
            World.currency(pair[0]),
            World.currency(pair[1]),
            Rate.of(words[3]));
      }
      case "tiers" ->
          new Command.SetTiers(
              World.participant(words[1]),
              World.currency(words[2]),
              words.length > 3 ? tiers(words[3], words[2]) : Tiers.NONE);
      case "improve" ->
          new Command.SetImprovement(
              World.participant(words[1]),
              World.participant(words[2]),
              Integer.parseInt(words[3]));
      case "ask" -> ask(words);
      case "choose" ->
          new Command.SelectQuote(World.participant(words[1]), Long.parseLong(words[2]));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Tiers tiers(String text, String currency) {
    return new Tiers(
        Arrays.stream(text.split(","))
            .map(tier -> tier.split(":"))
            .map(
                tier ->
                    new Tiers.Tier(
                        World.money(tier[0], currency).minor(), Integer.parseInt(tier[1])))
            .toList());
  }

  private static Command ask(String[] words) {
    String[] banks = words[2].split(">");
    Money amount = World.money(words[3], words[4]);
    QuoteRequest asked =
        words[5].equals("to")
            ? QuoteRequest.ofSource(amount, World.currency(words[6]))
            : QuoteRequest.ofDestination(World.currency(words[6]), amount);
    int day = words.length > 8 ? Integer.parseInt(words[8]) : World.DAY;
    return new Command.RequestQuotes(
        Script.key(words[1]),
        World.participant(banks[0]),
        World.participant(banks[1]),
        day,
        asked);
  }

  static String text(Event.BaseRatePosted event) {
    return "posted %s %s>%s %s at %d"
        .formatted(
            name(event.rate().provider()),
            event.rate().source(),
            event.rate().destination(),
            event.rate().rate(),
            event.rate().postedMs());
  }

  static String text(Event.TiersSet event) {
    return "tiers %s %s %s"
        .formatted(
            name(event.provider()),
            event.source(),
            event.tiers().tiers().stream()
                .map(tier -> tier.fromMinor() + ":" + tier.basisPoints())
                .collect(Collectors.joining(",")));
  }

  static String text(Event.ImprovementSet event) {
    return "%s betters for %s by %d"
        .formatted(name(event.provider()), name(event.client()), event.basisPoints());
  }

  static String text(Event.QuotesOffered event) {
    return "offered under %d"
        .formatted(event.agreement())
        + event.quotes().stream().map(QuoteWords::text).collect(Collectors.joining());
  }

  private static String text(Quote quote) {
    return "\n    %d %s to %s: %s = %s at %s until %d"
        .formatted(
            quote.id(),
            name(quote.provider()),
            name(quote.client()),
            quote.source(),
            quote.destination(),
            quote.rate(),
            quote.expiresAtMs());
  }

  private static String name(ParticipantId participant) {
    return World.name(participant);
  }
}
