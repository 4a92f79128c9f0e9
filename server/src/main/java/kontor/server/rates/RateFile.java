package kontor.server.rates;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Rates as a source publishes them in a file (F07): so many units of a currency for one unit of
/// a reference, on a date. Read as CSV, also in the forms of the European Central Bank, or as the
/// XML of daily reference rates; nothing is guessed, and all that is wrong is told at once with its
/// line.
///
/// @param digest SHA-256 of the bytes
/// @param observations in the order of the file
/// @param skipped how many were of other sources than the one that was asked for
/// @param faults each `line 3: what is wrong; what helps`; if there is any, nothing is used
public record RateFile(
    Digest digest, List<Observation> observations, int skipped, List<String> faults) {

  /// More faults than this say nothing new.
  static final int FAULTS_MAX = 50;
  static final int OBSERVATIONS_MAX = 1_000_000;
  public static final int BYTES_MAX = 64 << 20;

  /// @param reference of which one unit is priced
  /// @param line in the file, from 1
  public record Observation(
      LocalDate date, String currency, String reference, Rate units, String source, int line) {}

  /// What parts the fraction. It is declared by who sends the file.
  public enum Mark {
    POINT('.'),
    COMMA(',');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }
  }

  public RateFile {
    observations = List.copyOf(observations);
    faults = List.copyOf(faults);
  }

  /// @param source whose rates are wanted; a file that names sources may have others too
  public static RateFile read(byte[] bytes, String source, Mark mark) {
    return read(bytes, new Gathered(source, mark, OBSERVATIONS_MAX));
  }

  /// @param gathered nothing yet
  static RateFile read(byte[] bytes, Gathered gathered) {
    int start = startOf(bytes, gathered);
    if (gathered.faults.isEmpty()) {
      if (start < bytes.length && firstSign(bytes, start) == '<') {
        RateXml.read(bytes, start, gathered);
      } else {
        RateCsv.read(bytes, start, gathered);
      }
    }
    if (gathered.faults.isEmpty() && gathered.observations.isEmpty()) {
      gathered.fault(
          0,
          gathered.skipped == 0
              ? "the file has no rate; fetch it again"
              : "the file has no rate of " + gathered.wanted
                  + "; give the name by which it names the source");
    }
    return new RateFile(
        digest(bytes), gathered.observations, gathered.skipped, gathered.faults);
  }

  /// Behind the mark of UTF-8, if there is one.
  private static int startOf(byte[] bytes, Gathered gathered) {
    // With its mark, or by the half of a first sign that is plain.
    boolean isUtf16 =
        bytes.length >= 2
            && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff
                || bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
                || bytes[0] == 0
                || bytes[1] == 0);
    if (isUtf16) {
      gathered.fault(1, "the file is UTF-16; save it as UTF-8");
    }
    boolean isMarked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    return isMarked ? 3 : 0;
  }

  private static int firstSign(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length - 1 && " \t\r\n".indexOf(bytes[at]) >= 0) {
      at++;
    }
    return bytes[at];
  }

  private static Digest digest(byte[] bytes) {
    try {
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /// The dates for which there are rates.
  public TreeSet<LocalDate> dates() {
    TreeSet<LocalDate> dates = new TreeSet<>();
    observations.forEach(observation -> dates.add(observation.date()));
    return dates;
  }

  /// A pair as it is asked for, `ARS/BRL`.
  public record Pair(String a, String b) {

    /// @throws IllegalArgumentException if it is not two currencies
    public static Pair of(String text) {
      String[] codes = text.split("/", -1);
      if (!text.matches("[A-Z]{3}/[A-Z]{3}") || codes[0].equals(codes[1])) {
        throw new IllegalArgumentException(
            "a pair is two currencies, as ARS/BRL, not \"" + text + "\"");
      }
      return new Pair(codes[0], codes[1]);
    }
  }

  /// Two legs against one reference.
  public record Legs(Observation a, Observation b) {}

  /// The legs of a pair on a date; null if the file lacks one. Where one of the two is the
  /// reference itself, one unit of it is one unit of it.
  public @Nullable Legs legs(LocalDate date, String a, String b) {
    return legs(
        observations.stream().filter(observation -> observation.date().equals(date)).toList(),
        a,
        b);
  }

  private static @Nullable Legs legs(List<Observation> ofDate, String a, String b) {
    Map<String, Observation> ofA = new HashMap<>();
    for (Observation observation : ofDate) {
      if (observation.currency().equals(a)) {
        ofA.putIfAbsent(observation.reference(), observation);
      }
    }
    for (Observation observation : ofDate) {
      if (observation.currency().equals(b)) {
        if (observation.reference().equals(a)) {
          return new Legs(itself(observation), observation);
        }
        Observation other = ofA.get(observation.reference());
        if (other != null) {
          return new Legs(other, observation);
        }
      }
    }
    Observation inB = ofA.get(b);
    return inB == null ? null : new Legs(inB, itself(inB));
  }

  /// The dates for which there are legs of a pair.
  public TreeSet<LocalDate> dates(String a, String b) {
    Map<LocalDate, List<Observation>> byDate = new HashMap<>();
    for (Observation observation : observations) {
      if (observation.currency().equals(a) || observation.currency().equals(b)) {
        byDate.computeIfAbsent(observation.date(), date -> new ArrayList<>()).add(observation);
      }
    }
    TreeSet<LocalDate> dates = new TreeSet<>();
    byDate.forEach(
        (date, ofDate) -> {
          if (legs(ofDate, a, b) != null) {
            dates.add(date);
          }
        });
    return dates;
  }

  /// Why there are no legs of a pair on a date, and what helps.
  public String without(LocalDate date, String a, String b) {
    TreeSet<LocalDate> dates = dates(a, b);
    String none = "no two legs of " + a + " and " + b + " against one reference on " + date + "; ";
    if (!dates.isEmpty()) {
      return none + "the file has them from " + dates.first() + " to " + dates.last()
          + ", give one of its dates";
    }
    TreeSet<String> currencies = new TreeSet<>();
    for (Observation observation : observations) {
      currencies.add(observation.currency());
      currencies.add(observation.reference());
    }
    return none + "the file has them on no date; its currencies are "
        + String.join(" ", currencies);
  }

  private static Observation itself(Observation of) {
    return new Observation(
        of.date(), of.reference(), of.reference(), new Rate(1, 0), of.source(), of.line());
  }

  /// What has been read so far.
  static final class Gathered {
    final List<Observation> observations = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final String wanted;
    private final Mark mark;
    private final int max;
    private int skipped;
    private boolean isFull;

    /// @param max how many rates there may be
    Gathered(String wanted, Mark mark, int max) {
      this.wanted = wanted;
      this.mark = mark;
      this.max = max;
    }

    boolean goesOn() {
      return faults.size() < FAULTS_MAX && !isFull;
    }

    /// @param line 0 if it is about the whole file
    void fault(int line, String text) {
      if (faults.size() < FAULTS_MAX) {
        faults.add((line == 0 ? "" : "line " + line + ": ") + text);
      }
    }

    /// Takes one rate as it is written.
    ///
    /// @param source null if the file names none
    void take(
        int line, String date, String currency, String reference, String rate,
        @Nullable String source) {
      if (source != null && !source.isEmpty() && !source.equals(wanted)) {
        skipped++;
        return;
      }
      LocalDate day = day(line, date);
      boolean isPair = code(line, currency) & code(line, reference);
      Rate units = units(line, rate);
      if (isPair && currency.equals(reference)) {
        fault(line, "base and quoted are both " + currency + "; a rate has two currencies");
        return;
      }
      if (day == null || !isPair || units == null) {
        return;
      }
      Integer before = lines.putIfAbsent(day + " " + currency + "/" + reference, line);
      if (before != null) {
        fault(
            line,
            "the rate of " + currency + " for one " + reference + " on " + day
                + " is in line " + before + " already; leave one of them");
        return;
      }
      if (observations.size() == max) {
        isFull = true;
        fault(line, "is beyond the " + max + " rates that a file may have; send it in parts");
        return;
      }
      observations.add(new Observation(day, currency, reference, units, wanted, line));
    }

    private @Nullable LocalDate day(int line, String text) {
      try {
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
          return LocalDate.parse(text);
        }
      } catch (DateTimeException e) {
        // Told below, with what is not a date at all.
      }
      fault(line, "\"" + text + "\" is not a date; write year, month, day: 2026-11-24");
      return null;
    }

    private boolean code(int line, String text) {
      if (text.matches("[A-Z]{3}")) {
        return true;
      }
      fault(line, "\"" + text + "\" is not a currency; write three capital letters");
      return false;
    }

    private @Nullable Rate units(int line, String text) {
      String other = mark == Mark.POINT ? "," : ".";
      if (text.contains(other)) {
        fault(
            line,
            "\"" + text + "\" has a \"" + other + "\", and the file was declared to part the"
                + " fraction by \"" + mark.sign + "\"; declare the other, or leave out what parts"
                + " thousands");
        return null;
      }
      String plain = text.replace(mark.sign, '.');
      if (!plain.matches("[0-9]+(\\.[0-9]+)?")) {
        fault(line, "\"" + text + "\" is not a rate; write digits and one \"" + mark.sign + "\"");
        return null;
      }
      BigDecimal number = new BigDecimal(plain);
      if (number.signum() == 0) {
        fault(line, "a rate is greater than zero");
        return null;
      }
      if (number.precision() > 18 || number.scale() > 18) {
        fault(line, "\"" + text + "\" has more than 18 digits; give fewer");
        return null;
      }
      return new Rate(number.unscaledValue().longValueExact(), number.scale());
    }
  }
}
