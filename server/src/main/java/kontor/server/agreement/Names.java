package kontor.server.agreement;

import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.rates.Denomination;
import kontor.engine.terms.Currency;
import kontor.server.currency.CurrencyFile;
import kontor.server.governance.ZoneTables;
import org.jspecify.annotations.Nullable;

/// Looks up what an agreement names: moneys, countries, time zones. An unknown name is a fault
/// where it stands first; again it is none, so that one mistake is told once.
final class Names {

  private static final Set<String> COUNTRIES = new TreeSet<>(Set.of(Locale.getISOCountries()));

  private static final String KOSOVO = "XK";

  private final TreeMap<String, Currency> stated = new TreeMap<>();
  private final TreeMap<String, ZoneOffsets> zones = new TreeMap<>();
  private final TreeSet<String> told = new TreeSet<>();

  /// Reads the rest of a line `currency CODE DIGITS`.
  void stateCurrency(Words words) throws Words.Fault {
    String code = words.word("a currency code");
    told.add(code);
    if (stated.containsKey(code)) {
      throw new Words.Fault("currency " + code + " is stated twice", "keep one of the two lines");
    }
    int digits = words.wholeNumber("a number of minor digits", 0, 4);
    Denomination known = CurrencyFile.standard().latest(code);
    if (known != null && known.minorDigits() != digits) {
      throw new Words.Fault(
          known.currency() == null
              ? "currency " + code + " has no minor unit, so no sum in it can settle"
              : "currency " + code + " has " + known.minorDigits() + " digits, not " + digits,
          known.currency() == null
              ? "name the money that settles"
              : "take the line out: digits are stated of moneys that kontor currency list does"
                  + " not know");
    }
    try {
      Currency currency = new Currency(code, digits);
      if (known == null) {
        stated.put(code, currency);
      }
    } catch (IllegalArgumentException e) {
      throw new Words.Fault(
          "\"" + code + "\" is not a currency code", "write three capital letters");
    }
    words.end();
  }

  private Words.Fault unknown(String name, String text, String remedy) {
    return told.add(name) ? new Words.Fault(text, remedy) : Words.Fault.again();
  }

  Currency currency(Words words) throws Words.Fault {
    return currency(words.word("a currency code"));
  }

  Currency currency(String code) throws Words.Fault {
    Currency known = stated.get(code);
    if (known != null) {
      return known;
    }
    Denomination latest = CurrencyFile.standard().latest(code);
    if (latest == null) {
      throw unknown(code,
          "currency \"" + code + "\" is not known",
          code.matches("[A-Z]{3}")
              ? "see kontor currency list, or state its digits on top: currency " + code + " 2"
              : "write a code of ISO 4217, three capital letters; see kontor currency list");
    }
    Currency currency = latest.currency();
    if (currency == null) {
      throw unknown(code,
          "currency " + code + " has no minor unit, so no sum in it can settle",
          "name the money that settles");
    }
    return currency;
  }

  /// What took the place of a money before a day; null while it is money.
  @Nullable String fallen(Currency currency, int day) {
    if (stated.containsKey(currency.code())) {
      return null;
    }
    Denomination latest = CurrencyFile.standard().latest(currency.code());
    if (latest == null || latest.untilDay() > day) {
      return null;
    }
    return latest.next() == null ? "" : latest.next().code();
  }

  /// Whether ISO 3166 has the code, or ISO 9362 takes it for a country all the same.
  static boolean isCountry(String code) {
    return COUNTRIES.contains(code) || code.equals(KOSOVO);
  }

  /// The first day of a money that is none yet on a day; null if it is money, or was one.
  @Nullable Integer firstDay(Currency currency, int day) {
    String code = currency.code();
    Denomination latest = CurrencyFile.standard().latest(code);
    if (stated.containsKey(code) || latest == null || latest.fromDay() <= day) {
      return null;
    }
    return CurrencyFile.standard().on(code, day) == null ? latest.fromDay() : null;
  }

  String country(Words words) throws Words.Fault {
    String code = words.word("a country code");
    if (!COUNTRIES.contains(code)) {
      throw unknown("country " + code,
          "country \"" + code + "\" is not known",
          "write a code of ISO 3166, two capital letters");
    }
    return code;
  }

  boolean isTold(String country) {
    return told.contains("country " + country);
  }

  /// Tells of a country once.
  boolean tell(String country) {
    return told.add("country " + country);
  }

  /// Tells once of a money that is that of no party.
  boolean tellForeign(Currency currency) {
    return told.add("foreign " + currency.code());
  }

  ZoneOffsets zone(Words words) throws Words.Fault {
    String name = words.word("a time zone such as America/Sao_Paulo");
    ZoneOffsets known = zones.get(name);
    if (known != null) {
      return known;
    }
    try {
      ZoneOffsets found = ZoneTables.of(name);
      zones.put(name, found);
      return found;
    } catch (IllegalArgumentException e) {
      throw unknown("zone " + name,
          "time zone \"" + name + "\" is not in the time-zone database",
          remedyForZone(name));
    }
  }

  private static String remedyForZone(String name) {
    String city = name.substring(name.lastIndexOf('/') + 1).replace('-', '_');
    for (String candidate : new TreeSet<>(ZoneRulesProvider.getAvailableZoneIds())) {
      boolean isSameCity =
          candidate.substring(candidate.lastIndexOf('/') + 1).equalsIgnoreCase(city);
      if (isSameCity && candidate.contains("/")) {
        return "write " + candidate;
      }
    }
    return "write a name such as America/Sao_Paulo";
  }

  List<ZoneOffsets> zones() {
    return List.copyOf(zones.values());
  }
}
