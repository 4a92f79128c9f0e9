package kontor.iso20022.rule;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// International bank account number, ISO 13616: a country that has them, the length of that
/// country, and check digits. Small letters count as capitals, as the schema lets them in.
final class Iban {

  /// What is wrong with one.
  enum Fault {
    COUNTRY("the country of the IBAN has none"),
    LENGTH("the IBAN has not the length of its country"),
    CHECK_DIGITS("the check digits of the IBAN are wrong"),
    OTHER_COUNTRY("the IBAN is of another country than the agent that keeps the account");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /// Countries of the IBAN registry by length.
  private static final String LENGTHS = """
      15 NO
      16 BE
      18 DK FI FK FO GL NL SD
      19 MK SI
      20 AT BA EE KZ LT LU MN XK
      21 CH HR LI LV
      22 BG BH CR DE GB GE IE ME RS VA
      23 AE GI IL IQ OM SO TL
      24 AD CZ ES MD PK RO SA SE SK TN VG
      25 AO CV GW LY MZ PT ST
      26 DZ IR IS TR
      27 BF BI BJ CF CG CM DJ FR GA GQ GR IT KM MC MG MR SM TD
      28 AL AZ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG
      29 BR EG PS QA UA
      30 JO KW MU YE
      31 MT SC
      32 LC
      33 RU
      """;

  /// Territories with BICs under a code of their own and IBANs under another country's.
  private static final String TERRITORIES = """
      FI AX
      FR BL GF GP MF MQ NC PF PM RE TF WF YT
      GB GG IM JE
      """;

  private static final Map<String, String> COUNTRY_OF_TERRITORY = new HashMap<>();
  private static final Map<String, Integer> LENGTH = new HashMap<>();

  static {
    LENGTHS.lines().forEach(line -> {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        LENGTH.put(words[i], Integer.valueOf(words[0]));
      }
    });
    TERRITORIES.lines().forEach(line -> {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        COUNTRY_OF_TERRITORY.put(words[i], words[0]);
      }
    });
  }

  private Iban() {}

  /// What is wrong with one at the agent of this BIC; without a BIC only the IBAN is looked at.
  static @Nullable Fault fault(String iban, @Nullable String bic) {
    Fault fault = fault(iban);
    if (fault != null || bic == null || bic.length() < 6) {
      return fault;
    }
    String country = bic.substring(4, 6);
    String expected = COUNTRY_OF_TERRITORY.getOrDefault(country, country);
    return iban.startsWith(expected) || iban.startsWith(country) ? null : Fault.OTHER_COUNTRY;
  }

  static @Nullable Fault fault(String iban) {
    Integer length = iban.length() < 4 ? null : LENGTH.get(iban.substring(0, 2));
    if (length == null) {
      return Fault.COUNTRY;
    }
    if (iban.length() != length) {
      return Fault.LENGTH;
    }
    String turned = (iban.substring(4) + iban.substring(0, 4)).toUpperCase(Locale.ROOT);
    return Mod97.of(turned) == 1 ? null : Fault.CHECK_DIGITS;
  }
}
