package kontor.readside;

import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Writes what providers posted, and quotes.
final class QuoteRows {

  private final Session session;

  QuoteRows(Session session) {
    this.session = session;
  }

  void post(BaseRate rate) {
    session.run(
        "write/postBaseRate",
        rate.provider().bic(),
        rate.source().code(),
        rate.destination().code(),
        rate.rate().unscaled(),
        rate.rate().scale(),
        rate.postedMs());
  }

  void set(Event.TiersSet event) {
    String provider = event.provider().bic();
    session.run("write/removeTiers", provider, event.source().code());
    for (Tiers.Tier tier : event.tiers().tiers()) {
      session.run(
          "write/insertTier",
          provider,
          event.source().code(),
          tier.fromMinor(),
          tier.basisPoints());
    }
  }

  void set(Event.ImprovementSet event) {
    String provider = event.provider().bic();
    if (event.basisPoints() == 0) {
      session.run("write/removeImprovement", provider, event.client().bic());
    } else {
      session.run(
          "write/setImprovement", provider, event.client().bic(), event.basisPoints());
    }
  }

  void offer(RecordedEvent at, Event.QuotesOffered event) {
    for (Quote quote : event.quotes()) {
      session.run(
          "write/offerQuote",
          quote.id(),
          event.agreement(),
          quote.client().bic(),
          quote.provider().bic(),
          quote.rate().unscaled(),
          quote.rate().scale(),
          quote.source().currency().code(),
          quote.source().minor(),
          quote.destination().currency().code(),
          quote.destination().minor(),
          quote.ratePostedMs(),
          at.timestampMs(),
          quote.expiresAtMs());
    }
  }

  void set(long quote, QuoteState state, @Nullable PaymentId payment) {
    session.run(
        "write/setQuote", state.name(), payment == null ? null : payment.uetr(), quote);
  }

  /// What was posted in a money that is no more.
  void leave(Currency old) {
    session.run("write/removeRatesOf", old.code(), old.code());
    session.run("write/removeTiersOf", old.code());
  }
}
