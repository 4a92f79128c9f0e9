package kontor.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;

/// The words of a {@link Script} for currencies over time.
///
/// ```
/// > cut ARS ARN 1000 day 19060 window 10 zone UTC old MEANS_NEW digits 0
/// > uncut ARS ARN
/// > meant ARS 32 2 from 0 until 19060 next ARN by 1000
/// ```
final class CurrencyWords {

  private CurrencyWords() {}

  static CurrencyChange change(String[] words) {
    Map<String, String> options = new HashMap<>();
    int first = words[0].equals("uncut") ? 3 : 4;
    for (int i = first; i + 1 < words.length; i += 2) {
      options.put(words[i], words[i + 1]);
    }
    int digits = Integer.parseInt(options.getOrDefault("digits", "2"));
    return switch (words[0]) {
      case "cut" ->
          new CurrencyChange.ScheduleRedenomination(
              new RedenominationPlan(
                  new Redenomination(
                      World.currency(words[1]),
                      new Currency(words[2], digits),
                      Rate.of(words[3]),
                      Rounding.named(options.getOrDefault("rounding", "HALF_UP"))),
                  Prices.AT_LEAST_ONE,
                  options.getOrDefault("zone", "UTC"),
                  Integer.parseInt(options.getOrDefault("day", "" + World.DAY)),
                  Integer.parseInt(options.getOrDefault("window", "0")),
                  OldCode.valueOf(options.getOrDefault("old", "REFUSED"))));
      case "uncut" ->
          new CurrencyChange.CancelRedenomination(
              World.currency(words[1]), new Currency(words[2], digits));
      case "meant" -> new CurrencyChange.EnterDenomination(denomination(words, options));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Denomination denomination(String[] words, Map<String, String> options) {
    String until = options.get("until");
    String next = options.get("next");
    return new Denomination(
        words[1],
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(options.getOrDefault("from", "0")),
        until == null ? Denomination.FOR_EVER : Integer.parseInt(until),
        next == null
            ? null
            : new Denomination.Succession(next, Rate.of(options.getOrDefault("by", ""))));
  }

  static String text(CurrencyEvent event) {
    return switch (event) {
      case CurrencyEvent.DenominationEntered e -> "meant " + e.denomination().code();
      case CurrencyEvent.RedenominationScheduled e ->
          "decided " + text(e.plan()) + " at " + e.atMs() + " until " + e.windowEndMs();
      case CurrencyEvent.RedenominationCancelled e ->
          "cancelled " + e.from() + " to " + e.to();
      case CurrencyEvent.Redenominated e ->
          "redenominated %s, %d holds, %d payments%s"
              .formatted(
                  text(e.plan()),
                  e.holds(),
                  e.payments(),
                  e.books().stream()
                      .map(book -> text(book, e.plan()))
                      .collect(Collectors.joining()));
      case CurrencyEvent.RedenominationFailed e ->
          "failed " + text(e.plan()) + " " + e.objection() + " at " + e.place();
    };
  }

  private static String text(RedenominationPlan plan) {
    return plan.from() + " to " + plan.to() + " by " + plan.unit().factor();
  }

  private static String text(BookTotals book, RedenominationPlan plan) {
    return "\n    %s %d accounts, %s to %s, rounding %s"
        .formatted(
            World.name(book.servicer()),
            book.accounts(),
            new Money(book.creditsBefore().low(), plan.from()),
            new Money(book.creditsAfter().low(), plan.to()),
            new Money(book.roundingMinor(), plan.to()).decimal());
  }
}
