package kontor.readside;

import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
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
      Rate rate = told(quote);
      session.run(
          "write/offerQuote",
          quote.id(),
          event.agreement(),
          quote.client().bic(),
          quote.provider().bic(),
          rate.unscaled(),
          rate.scale(),
          quote.source().currency().code(),
          quote.source().minor(),
          quote.destination().currency().code(),
          quote.destination().minor(),
          quote.ratePostedMs(),
          at.timestampMs(),
          quote.expiresAtMs());
    }
  }

  /// As the provider posted it, where nothing was added: the core leaves out zeros at the end.
  private Rate told(Quote quote) {
    Rate posted =
        session.one(
            "baseRate",
            row -> row.rate("rate_unscaled", "rate_scale"),
            quote.provider().bic(),
            quote.source().currency().code(),
            quote.destination().currency().code());
    return posted != null && posted.sameNumber(quote.rate()) ? posted : quote.rate();
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
