package kontor.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kontor.engine.terms.Currency;
import kontor.iso20022.Profile;
import org.jspecify.annotations.Nullable;

/// The currencies of the log (F04), as the edge needs them to read sums.
public final class CurrencyRegistry implements Profile.Currencies {

  private final Map<String, Currency> byCode = new ConcurrentHashMap<>();

  public CurrencyRegistry(List<Currency> known) {
    known.forEach(this::define);
  }

  public void define(Currency currency) {
    byCode.put(currency.code(), currency);
  }

  public @Nullable Currency find(String code) {
    return byCode.get(code);
  }

  /// Digits of a currency of the log; of any other money of ISO 4217, so that a sum in it is read
  /// and then refused as not agreed (AM03) and not as unknown (AM11).
  @Override
  public int minorDigits(String currency) {
    Currency known = byCode.get(currency);
    return known == null ? isoDigits(currency) : known.minorDigits();
  }

  /// The digits that ISO 4217 gives; what is no money there is unknown.
  public static int isoDigits(String code) {
    try {
      int digits = java.util.Currency.getInstance(code).getDefaultFractionDigits();
      return digits < 0 ? UNKNOWN : digits;
    } catch (IllegalArgumentException e) {
      // The code is not one of ISO 4217.
      return UNKNOWN;
    }
  }
}
