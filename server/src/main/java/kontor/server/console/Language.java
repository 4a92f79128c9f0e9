package kontor.server.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages of the pages.
enum Language {
  ENGLISH("en", "English", '.'),
  SPANISH("es", "Español", ','),
  RUSSIAN("ru", "Русский", ',');

  static final String PARAMETER = "lang";

  private final String code;
  private final String ownName;
  private final char decimalMark;

  Language(String code, String ownName, char decimalMark) {
    this.code = code;
    this.ownName = ownName;
    this.decimalMark = decimalMark;
  }

  /// ISO 639-1.
  String code() {
    return code;
  }

  /// What its speakers call it.
  String ownName() {
    return ownName;
  }

  char decimalMark() {
    return decimalMark;
  }

  static @Nullable Language ofCode(@Nullable String code) {
    for (Language language : values()) {
      if (language.code.equals(code)) {
        return language;
      }
    }
    return null;
  }

  /// The best of ours by a header such as `es-AR,es;q=0.9,en;q=0.8`; English if there is none.
  static Language preferred(String acceptLanguage) {
    Language best = ENGLISH;
    double bestWeight = 0;
    for (String range : acceptLanguage.split(",")) {
      String[] parts = range.strip().toLowerCase(Locale.ROOT).split(";");
      Language language = ofCode(parts[0].strip().split("-")[0]);
      double weight = parts.length > 1 ? weight(parts[1].strip()) : 1;
      if (language != null && weight > bestWeight) {
        best = language;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static double weight(String quality) {
    return quality.matches("q=[01](\\.\\d{0,3})?") ? Double.parseDouble(quality.substring(2)) : 0;
  }
}
