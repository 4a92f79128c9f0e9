package kontor.engine.rates;

import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;

/// A provider's word to one client, for one payment (F09).
///
/// @param id given by the core, in the order of the log
/// @param ratePostedMs when the base rate was posted on which it rests
/// @param expiresAtMs first instant at which it can no longer be used
public record Quote(
    long id,
    ParticipantId client,
    ParticipantId provider,
    Rate rate,
    Money source,
    Money destination,
    long ratePostedMs,
    long expiresAtMs) {

  /// Ten minutes, as providers are obliged where the agreement says nothing else.
  public static final long VALIDITY_MS = 600_000;

  public static Quote of(long id, ParticipantId client, Quoting.Priced priced, long createdMs) {
    BaseRate base = priced.offer().base();
    return new Quote(
        id,
        client,
        base.provider(),
        priced.rate(),
        priced.source(),
        priced.destination(),
        base.postedMs(),
        createdMs + VALIDITY_MS);
  }

  public boolean isUsableAt(long timeMs) {
    return timeMs < expiresAtMs;
  }
}
