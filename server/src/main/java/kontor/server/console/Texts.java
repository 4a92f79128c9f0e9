package kontor.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kontor.engine.Refusal;
import kontor.engine.calendar.Weekday;
import kontor.engine.governance.RateEvent;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;

/// All words and figures of the pages in one language.
///
/// Figures are grouped by a narrow space that does not break, which no language takes for a
/// decimal mark; a sum has exactly the digits of its currency. Times are UTC.
final class Texts {

  private static final Map<Language, Texts> ALL = load();
  private static final String NARROW_SPACE = "\u202f";
  private static final int GROUP = 3;
  /// What the core says when it goes down the waterfall by itself.
  private static final String NOT_IN_TIME = "no rate was confirmed in time";
  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);
  private static final int PPM_PER_PERCENT_DIGITS = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Language language;
  private final Properties words;

  private Texts(Language language, Properties words) {
    this.language = language;
    this.words = words;
  }

  static Texts of(Language language) {
    Texts texts = ALL.get(language);
    if (texts == null) {
      throw new IllegalStateException("no texts for " + language);
    }
    return texts;
  }

  private static Map<Language, Texts> load() {
    Map<Language, Texts> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      all.put(language, new Texts(language, read(language)));
    }
    return all;
  }

  private static Properties read(Language language) {
    String path = "/kontor/console/texts_" + language.code() + ".properties";
    try (InputStream in = Texts.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no such file of texts: " + path);
      }
      Properties words = new Properties();
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        words.load(reader);
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Language language() {
    return language;
  }

  Set<String> keys() {
    return new TreeSet<>(words.stringPropertyNames());
  }

  /// The words of a key. A key without words is a mistake of ours and shows itself.
  String say(String key) {
    String text = words.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key + " in " + language);
    }
    return text;
  }

  /// The words for one of a kind, such as `state.SETTLED`.
  String say(Enum<?> one) {
    return say(one.getDeclaringClass().getSimpleName() + "." + one.name());
  }

  String reasons(List<Refusal> refusals) {
    return String.join("; ", refusals.stream().map(this::say).toList());
  }

  /// The sum with its currency: `1 083 407.50 ARS`.
  String money(Money money) {
    return amount(money) + "\u00a0" + money.currency().code();
  }

  /// The sum without its currency, for columns that name it above.
  String amount(Money money) {
    return figure(money.decimal());
  }

  String count(long count) {
    return figure(Long.toString(count));
  }

  String rate(Rate rate) {
    return figure(rate.toString());
  }

  /// Thousandths as per cent with one digit.
  String percent(int permille) {
    return figure(permille / 10 + "." + permille % 10) + "\u00a0%";
  }

  /// Millionths as per cent with four digits.
  String ppm(long ppm) {
    return figure(BigDecimal.valueOf(ppm, 4).toPlainString()) + "\u00a0%";
  }

  private String figure(String decimal) {
    boolean negative = decimal.startsWith("-");
    String digits = negative ? decimal.substring(1) : decimal;
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    StringBuilder text = new StringBuilder(whole);
    for (int at = whole.length() - GROUP; at > 0; at -= GROUP) {
      text.insert(at, NARROW_SPACE);
    }
    if (point >= 0) {
      text.append(language.decimalMark()).append(digits, point + 1, digits.length());
    }
    return negative ? "\u2212" + text : text.toString();
  }

  String time(long timestampMs) {
    return TIME.format(Instant.ofEpochMilli(timestampMs));
  }

  /// To the minute.
  String minute(long timestampMs) {
    return MINUTE.format(Instant.ofEpochMilli(timestampMs));
  }

  String clock(long timestampMs) {
    return CLOCK.format(Instant.ofEpochMilli(timestampMs));
  }

  /// For programs that read the page.
  String machineTime(long timestampMs) {
    return Instant.ofEpochMilli(timestampMs).toString();
  }

  String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /// A day that may not be known; also one before all or after all days.
  String dayOrNone(int epochDay) {
    boolean isNone = epochDay == Integer.MAX_VALUE || epochDay == Integer.MIN_VALUE;
    return isNone ? "–" : day(epochDay);
  }

  /// A last day, or that there is none.
  String lastDay(int epochDay) {
    return epochDay == Agreement.OPEN_END ? say("day.open") : day(epochDay);
  }

  String weekday(int epochDay) {
    return say(Weekday.of(epochDay));
  }

  /// A decimal number as it is written elsewhere, with this language's mark.
  String decimal(String decimal) {
    return figure(decimal);
  }

  /// Why a rate came about. What the core says by itself is translated, what persons said is not.
  String rateReason(String reason) {
    return reason.equals(NOT_IN_TIME) ? say("ratePage.notInTime") : reason;
  }

  /// What a check of a proposal measured, or may measure.
  String measured(RateEvent.Check check, long value) {
    return switch (check) {
      case LEG_AGE -> figure(BigDecimal.valueOf(value).divide(HOUR_MS, 1, RoundingMode.HALF_UP)
          .toPlainString()) + "\u00a0" + say("unit.hours");
      case DEVIATION_FROM_PREVIOUS, DEVIATION_FROM_SECOND_SOURCE ->
          figure(BigDecimal.valueOf(value, PPM_PER_PERCENT_DIGITS).stripTrailingZeros()
              .toPlainString()) + "\u00a0%";
      case HOLIDAY -> "";
    };
  }
}
