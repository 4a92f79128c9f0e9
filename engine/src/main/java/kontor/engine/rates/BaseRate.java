package kontor.engine.rates;

import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;

/// What a provider posted for a direction (F09); it holds until the provider posts another.
///
/// @param rate units of `destination` for one unit of `source`
/// @param postedMs milliseconds since 1970-01-01T00:00Z, log time
public record BaseRate(
    ParticipantId provider, Currency source, Currency destination, Rate rate, long postedMs) {

  public BaseRate {
    if (source.equals(destination)) {
      throw new IllegalArgumentException("a rate is between two currencies: " + source);
    }
  }
}
