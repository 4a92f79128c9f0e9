package kontor.server.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Wide;

/// What happens to currencies, in plain words (F04).
final class CurrencyStory {

  private final Story story;

  CurrencyStory(Story story) {
    this.story = story;
  }

  String of(CurrencyEvent event) {
    return switch (event) {
      case CurrencyEvent.DenominationEntered e ->
          "What " + e.denomination().code() + " meant is entered.";
      case CurrencyEvent.RedenominationScheduled e ->
          unit(e.plan()) + " comes at " + story.moment(e.atMs()) + "; until "
              + story.moment(e.windowEndMs()) + " what is dated before it is taken in "
              + e.plan().from() + ".";
      case CurrencyEvent.RedenominationCancelled e ->
          e.from() + " stays what it is: " + e.to() + " does not come.";
      case CurrencyEvent.Redenominated e ->
          unit(e.plan()) + " is here: " + e.holds() + " holds and " + e.payments()
              + " waiting payments are divided, and the accounts of "
              + e.books().stream()
                  .map(book -> book(book, e.plan()))
                  .collect(Collectors.joining("; "))
              + ".";
      case CurrencyEvent.RedenominationFailed e ->
          unit(e.plan()) + " could not come: " + Objections.sentence(e.objection()) + ", "
              + e.place() + ".";
    };
  }

  private static String unit(RedenominationPlan plan) {
    return "1 " + plan.to() + " for " + plan.unit().factor() + " " + plan.from();
  }

  private String book(BookTotals book, RedenominationPlan plan) {
    Currency to = plan.to();
    return story.name(book.servicer()) + " from " + decimal(book.creditsBefore(), plan.from())
        + " to " + decimal(book.creditsAfter(), to) + ", "
        + new Money(book.roundingMinor(), to).decimal() + " by rounding";
  }

  private static String decimal(Wide minor, Currency currency) {
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(minor.high()).putLong(minor.low());
    return new BigDecimal(new BigInteger(1, bytes), currency.minorDigits()).toPlainString()
        + " " + currency;
  }
}
