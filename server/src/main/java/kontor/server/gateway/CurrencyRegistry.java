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

  @Override
  public int minorDigits(String currency) {
    Currency known = byCode.get(currency);
    return known == null ? UNKNOWN : known.minorDigits();
  }
}
