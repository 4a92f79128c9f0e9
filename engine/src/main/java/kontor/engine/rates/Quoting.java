package kontor.engine.rates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// From posted rates to quotes (F09): base rate, then the tier of the sum, then the client's
/// improvement, multiplied in that order; then one rounding of the other sum.
///
/// Is the payee's sum given, the tier depends on a source sum that depends on the tier. It is
/// looked for twice; when the second search ends on another tier again, the lower one is taken.
public final class Quoting {

  private static final long BASIS_POINTS = 10_000;
  private static final int IMPROVEMENT_DIGITS = 8;
  private static final int RATE_SCALE_MAX = 18;

  private Quoting() {}

  /// What a provider holds out to one client.
  ///
  /// @param clientBasisPoints the improvement for this client, for all currencies
  public record Offer(BaseRate base, Tiers tiers, int clientBasisPoints) {
    public Offer {
      Tiers.checkBasisPoints(clientBasisPoints);
    }
  }

  /// What a request comes to with one provider.
  ///
  /// @param tierBasisPoints of the tier that was taken
  public record Priced(
      Offer offer, int tierBasisPoints, Rate rate, Money source, Money destination) {}

  /// Whether a provider has the money to pay; asked only for offers that can be priced.
  @FunctionalInterface
  public interface Liquidity {
    boolean covers(ParticipantId provider, Money destination);
  }

  /// @return null when the offer is for another direction, or a sum comes to nothing or does not
  ///     fit
  public static @Nullable Priced price(Offer offer, QuoteRequest request, Rounding rounding) {
    if (!offer.base().source().equals(request.source())
        || !offer.base().destination().equals(request.destination())) {
      return null;
    }
    int place =
        switch (request.fixed()) {
          case SOURCE -> offer.tiers().place(request.amount().minor());
          case DESTINATION -> impliedPlace(offer, request, rounding);
        };
    Rate rate = rate(offer, place);
    Money other = rate == null ? null : other(request, rate, rounding);
    if (rate == null || other == null || other.minor() == 0) {
      return null;
    }
    int tier = offer.tiers().basisPoints(place);
    return switch (request.fixed()) {
      case SOURCE -> new Priced(offer, tier, rate, request.amount(), other);
      case DESTINATION -> new Priced(offer, tier, rate, other, request.amount());
    };
  }

  private static int impliedPlace(Offer offer, QuoteRequest request, Rounding rounding) {
    int first = placeAt(offer, Tiers.BASE, request, rounding);
    int second = placeAt(offer, first, request, rounding);
    return second == first
        ? first
        : Math.min(second, placeAt(offer, second, request, rounding));
  }

  /// The tier that the source sum reaches at the rate of the tier at `place`.
  private static int placeAt(
      Offer offer, int place, QuoteRequest request, Rounding rounding) {
    Rate rate = rate(offer, place);
    Money source = rate == null ? null : other(request, rate, rounding);
    return source == null ? Tiers.BASE : offer.tiers().place(source.minor());
  }

  private static @Nullable Money other(QuoteRequest request, Rate rate, Rounding rounding) {
    Money amount = request.amount();
    Currency source = request.source();
    return switch (request.fixed()) {
      case SOURCE -> Conversions.convert(amount, rate, request.destination(), rounding);
      case DESTINATION -> Conversions.atReference(amount, rate, source, rounding);
    };
  }

  private static @Nullable Rate rate(Offer offer, int place) {
    return improved(
        offer.base().rate(), offer.tiers().basisPoints(place), offer.clientBasisPoints());
  }

  /// Base x (1 + tier/10000) x (1 + client/10000): exactly where a rate has digits enough, else
  /// rounded half up to as many as it has. Sums follow from the rate as it is stated.
  ///
  /// @return null when it does not fit at all
  public static @Nullable Rate improved(Rate base, int tierBasisPoints, int clientBasisPoints) {
    Rate stripped = base.stripped();
    Wide tiered = Wide.of(stripped.unscaled()).times(BASIS_POINTS + tierBasisPoints);
    Wide exact = tiered == null ? null : tiered.times(BASIS_POINTS + clientBasisPoints);
    int exactScale = stripped.scale() + IMPROVEMENT_DIGITS;
    for (int scale = Math.min(exactScale, RATE_SCALE_MAX); scale >= 0; scale--) {
      long unscaled =
          Conversions.quotient(exact, Wide.of(1), scale - exactScale, Rounding.HALF_UP);
      if (unscaled != Wide.TOO_LARGE) {
        return unscaled == 0 ? null : new Rate(unscaled, scale).stripped();
      }
    }
    return null;
  }

  /// Every offer that can be priced and covered, best for the payer first; of equal ones that
  /// with the earlier rate, then that with the lower provider id.
  public static List<Priced> ranked(
      List<Offer> offers, QuoteRequest request, Rounding rounding, Liquidity liquidity) {
    List<Priced> ranked = new ArrayList<>();
    for (Offer offer : offers) {
      Priced priced = priced(offer, request, rounding, liquidity);
      if (priced != null) {
        ranked.add(priced);
      }
    }
    ranked.sort(BEST_FIRST);
    return ranked;
  }

  /// The first of {@link #ranked}, without ranking the rest.
  public static @Nullable Priced best(
      List<Offer> offers, QuoteRequest request, Rounding rounding, Liquidity liquidity) {
    Priced best = null;
    for (Offer offer : offers) {
      Priced priced = priced(offer, request, rounding, liquidity);
      if (priced != null && (best == null || BEST_FIRST.compare(priced, best) < 0)) {
        best = priced;
      }
    }
    return best;
  }

  /// What a payment that names no quote takes: the best of those who have the money, or else the
  /// best of all, for whose money it may wait.
  ///
  /// @return null if no offer comes to anything
  public static @Nullable Priced heldOut(
      List<Offer> offers, QuoteRequest request, Rounding rounding, Liquidity liquidity) {
    Priced best = best(offers, request, rounding, liquidity);
    return best == null
        ? best(offers, request, rounding, (provider, destination) -> true)
        : best;
  }

  private static @Nullable Priced priced(
      Offer offer, QuoteRequest request, Rounding rounding, Liquidity liquidity) {
    Priced priced = price(offer, request, rounding);
    boolean isCovered =
        priced != null && liquidity.covers(offer.base().provider(), priced.destination());
    return isCovered ? priced : null;
  }

  /// One of the two sums is the same for all, so the order of both is the order of the other.
  private static final Comparator<Priced> BEST_FIRST =
      (one, two) -> {
        int byDestination = Long.compare(two.destination().minor(), one.destination().minor());
        if (byDestination != 0) {
          return byDestination;
        }
        int bySource = Long.compare(one.source().minor(), two.source().minor());
        if (bySource != 0) {
          return bySource;
        }
        BaseRate first = one.offer().base();
        BaseRate second = two.offer().base();
        int byTime = Long.compare(first.postedMs(), second.postedMs());
        return byTime != 0 ? byTime : first.provider().compareTo(second.provider());
      };
}
