package kontor.engine.rates;

import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;

/// What a payer's bank asks (F09): what does the payee get for this sum, or what does this sum for
/// the payee cost.
///
/// @param amount in the source or in the destination currency, as `fixed` says; above zero
/// @param source the payer's currency
/// @param destination the payee's currency
public record QuoteRequest(Money amount, Fixed fixed, Currency source, Currency destination) {

  /// Which sum is given.
  public enum Fixed {
    SOURCE,
    DESTINATION
  }

  public QuoteRequest {
    if (amount.minor() <= 0) {
      throw new IllegalArgumentException("a quote is asked for a sum above zero: " + amount);
    }
    if (!amount.currency().equals(fixed == Fixed.SOURCE ? source : destination)) {
      throw new IllegalArgumentException("the sum is in neither currency asked for: " + amount);
    }
  }

  public static QuoteRequest ofSource(Money amount, Currency destination) {
    return new QuoteRequest(amount, Fixed.SOURCE, amount.currency(), destination);
  }

  public static QuoteRequest ofDestination(Currency source, Money amount) {
    return new QuoteRequest(amount, Fixed.DESTINATION, source, amount.currency());
  }
}
