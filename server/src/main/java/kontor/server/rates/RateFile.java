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
/// a reference, on a date. Read as CSV or as the XML of daily reference rates; nothing is guessed,
/// and all that is wrong is told at once with its line.
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
    Gathered gathered = new Gathered(source, mark);
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
          0, "the file has no rate of " + source + "; give the name by which it names the source");
    }
    return new RateFile(
        digest(bytes), gathered.observations, gathered.skipped, gathered.faults);
  }

  /// Behind the mark of UTF-8, if there is one.
  private static int startOf(byte[] bytes, Gathered gathered) {
    boolean isUtf16 =
        bytes.length >= 2
            && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff
                || bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
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
    while (at < bytes.length - 1 && (bytes[at] == ' ' || bytes[at] == '\r' || bytes[at] == '\n')) {
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

  /// Two legs against one reference.
  public record Legs(Observation a, Observation b) {}

  /// The legs of a pair on a date; null if the file lacks one. Where one of the two is the
  /// reference itself, one unit of it is one unit of it.
  public @Nullable Legs legs(LocalDate date, String a, String b) {
    Map<String, Observation> ofA = new HashMap<>();
    for (Observation observation : observations) {
      if (observation.date().equals(date) && observation.currency().equals(a)) {
        ofA.putIfAbsent(observation.reference(), observation);
      }
    }
    for (Observation observation : observations) {
      if (observation.date().equals(date) && observation.currency().equals(b)) {
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
    private int skipped;

    Gathered(String wanted, Mark mark) {
      this.wanted = wanted;
      this.mark = mark;
    }

    boolean goesOn() {
      return faults.size() < FAULTS_MAX && observations.size() < OBSERVATIONS_MAX;
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
      observations.add(new Observation(day, currency, reference, units, wanted, line));
    }

    private @Nullable LocalDate day(int line, String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        fault(line, "\"" + text + "\" is not a date; write year, month, day: 2026-11-24");
        return null;
      }
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
