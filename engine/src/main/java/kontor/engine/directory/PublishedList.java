package kontor.engine.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kontor.engine.state.DigestSink;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// The directory of one day as text that has one spelling, so that its digest can be compared and
/// signed. The first line names the form, the second the day; then one line a participant, by BIC,
/// its fields parted by tabs, `-` where there is none.
///
/// ```
/// kontor directory 1
/// 2026-11-28
/// BNAABRS0	DIRECT_BANK	ACTIVE	CIBRBRB0	5493001KJTIIGC8Y1R12	ISPB 00038166	Banco A
/// ```
public final class PublishedList {

  private static final String HEAD = "kontor directory 1\n";
  /// From 1 March of the year 0 to 1970-01-01.
  private static final long DAYS_TO_1970 = 719_468;
  private static final long DAYS_PER_ERA = 146_097;

  private PublishedList() {}

  /// @param kind a {@link MemberKind}, or the kind under which it was admitted before there was a
  ///     directory
  /// @param via see {@link Member}
  public record Line(
      ParticipantId participant,
      String kind,
      String standing,
      ParticipantId via,
      @Nullable String lei,
      @Nullable String nationalCode,
      @Nullable String name) {}

  /// @param day days since 1970-01-01
  public static byte[] bytes(int day, List<Line> lines) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(line -> line.participant().bic()));
    StringBuilder text = new StringBuilder(HEAD);
    text.append(date(day)).append('\n');
    for (Line line : sorted) {
      text.append(line.participant().bic())
          .append('\t')
          .append(line.kind())
          .append('\t')
          .append(line.standing())
          .append('\t')
          .append(line.via().bic())
          .append('\t')
          .append(orNone(line.lei()))
          .append('\t')
          .append(orNone(line.nationalCode()))
          .append('\t')
          .append(orNone(line.name()))
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The Gregorian date of a day, counted in eras of 400 years that begin on 1 March.
  private static String date(int day) {
    long sinceEraZero = day + DAYS_TO_1970;
    long era = Math.floorDiv(sinceEraZero, DAYS_PER_ERA);
    long ofEra = Math.floorMod(sinceEraZero, DAYS_PER_ERA);
    long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * ofYear + 2) / 153;
    long ofMonth = ofYear - (153 * fromMarch + 2) / 5 + 1;
    long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    return pad(year, 4) + '-' + pad(month, 2) + '-' + pad(ofMonth, 2);
  }

  private static String pad(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static String orNone(@Nullable String text) {
    return text == null ? "-" : text;
  }

  /// SHA-256.
  public static Digest digest(byte[] bytes) {
    DigestSink sink = new DigestSink();
    sink.putBytes(bytes, bytes.length);
    return sink.digest();
  }
}
