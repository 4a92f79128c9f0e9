package kontor.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kontor.engine.rates.Denomination;
import kontor.engine.terms.Currency;
import kontor.iso20022.Profile;
import kontor.server.currency.CurrencyFile;
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

  /// The digits of the file of currencies that comes with Kontor; what is no money there, or has
  /// no minor unit, is unknown.
  public static int isoDigits(String code) {
    Denomination latest = CurrencyFile.standard().latest(code);
    return latest == null || latest.minorDigits() == Denomination.NO_MINOR_UNIT
        ? UNKNOWN
        : latest.minorDigits();
  }
}
