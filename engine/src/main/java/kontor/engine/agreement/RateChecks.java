package kontor.engine.agreement;

import java.util.List;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.governance.Objection;
import kontor.engine.governance.RateEvent.Check;
import kontor.engine.governance.RateEvent.Finding;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixings;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// What is looked at before anybody approves a rate (F08). Pure functions.
final class RateChecks {

  private RateChecks() {}

  /// The prices of both directions from two legs; null if one is zero or does not fit.
  static @Nullable List<Price> prices(Rates rates, RateLeg a, RateLeg b) {
    Price ofB = price(rates, b, a);
    Price ofA = price(rates, a, b);
    return ofB == null || ofA == null ? null : List.of(ofB, ofA);
  }

  private static @Nullable Price price(Rates rates, RateLeg base, RateLeg quoted) {
    RoundingProfile profile = rates.profile(base.currency(), quoted.currency());
    Rate rate = profile == null ? null : Fixings.price(quoted.units(), base.units(), profile);
    return rate == null ? null : new Price(base.currency(), quoted.currency(), rate);
  }

  static boolean isAgreed(Rates rates, Currency one, Currency other) {
    return rates.profile(one, other) != null && rates.profile(other, one) != null;
  }

  /// Why two legs make no rate; null if they do.
  static @Nullable Objection legs(Rates rates, RateLeg a, RateLeg b, boolean second, long nowMs) {
    if (!a.reference().equals(b.reference()) || a.currency().equals(b.currency())) {
      return Objection.LEGS_DO_NOT_MEET;
    }
    for (RateLeg leg : List.of(a, b)) {
      if (isTooLong(leg.source()) || isTooLong(leg.publication()) || isTooLong(leg.reference())) {
        return Objection.TEXT_TOO_LONG;
      }
      if (!isAgreed(rates, leg.source(), second)) {
        return Objection.SOURCE_NOT_AGREED;
      }
      if (leg.observedMs() > nowMs) {
        return Objection.LEG_FROM_THE_FUTURE;
      }
      if (leg.observedMs() < 0) {
        // Before 1970, so that no age overflows.
        return Objection.LEG_TOO_OLD;
      }
    }
    return null;
  }

  static boolean isTooLong(String text) {
    return text.length() > Bounds.SOURCE_CHARS_MAX;
  }

  /// Where the annex names no source of a role, any primary one will do and no secondary one.
  private static boolean isAgreed(Rates rates, String name, boolean second) {
    RateSource.Role role = second ? RateSource.Role.SECONDARY : RateSource.Role.PRIMARY;
    boolean isAnyNamed = false;
    for (RateSource source : rates.sources()) {
      if (source.role() == role) {
        isAnyNamed = true;
        if (source.name().equals(name)) {
          return true;
        }
      }
    }
    return !isAnyNamed && !second;
  }

  static boolean isTooOld(Rates rates, RateLeg leg, long nowMs) {
    return rates.legAgeMs() > 0 && nowMs - leg.observedMs() > rates.legAgeMs();
  }

  static void age(Rates rates, List<RateLeg> legs, long nowMs, List<Finding> findings) {
    for (RateLeg leg : legs) {
      if (isTooOld(rates, leg, nowMs)) {
        findings.add(
            new Finding(
                Check.LEG_AGE,
                leg.currency().code(),
                nowMs - leg.observedMs(),
                rates.legAgeMs()));
      }
    }
  }

  /// How far each price is from the one it is compared with.
  static void deviation(
      Check check, List<Price> prices, List<Price> from, int limitPpm, List<Finding> findings) {
    for (Price price : prices) {
      for (Price other : from) {
        boolean isSame = other.base().equals(price.base()) && other.quoted().equals(price.quoted());
        long ppm = isSame ? Fixings.deviationPpm(other.rate(), price.rate()) : 0;
        if (limitPpm > 0 && ppm > limitPpm) {
          findings.add(new Finding(check, price.base().code(), ppm, limitPpm));
        }
      }
    }
  }

  static void holidays(@Nullable JointCalendar calendar, int day, List<Finding> findings) {
    List<String> closed = calendar == null ? List.of() : calendar.closedBy(day);
    closed.forEach(country -> findings.add(new Finding(Check.HOLIDAY, country, 0, 0)));
  }

  static Objection objection(Check check) {
    return switch (check) {
      case LEG_AGE -> Objection.LEG_TOO_OLD;
      case DEVIATION_FROM_PREVIOUS -> Objection.DEVIATES_FROM_PREVIOUS;
      case DEVIATION_FROM_SECOND_SOURCE -> Objection.DEVIATES_FROM_SECOND_SOURCE;
      case HOLIDAY -> Objection.HOLIDAY_ON_ONE_SIDE;
    };
  }

  /// Who published it: one name, or both, cut to what a fixing takes.
  static String source(RateLeg a, RateLeg b) {
    String both = a.source().equals(b.source()) ? a.source() : a.source() + ", " + b.source();
    return cut(both);
  }

  static String cut(String text) {
    return isTooLong(text) ? text.substring(0, Bounds.SOURCE_CHARS_MAX) : text;
  }
}
