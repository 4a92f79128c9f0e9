package kontor.iso20022.rule;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Countries that a BIC or an IBAN may name: ISO 3166-1, and XK for Kosovo, which both use.
final class Countries {
  private static final Set<String> ASSIGNED = new HashSet<>(Set.of(Locale.getISOCountries()));

  static {
    ASSIGNED.add("XK");
  }

  private Countries() {}

  static boolean assigned(String country) {
    return ASSIGNED.contains(country);
  }
}
