package kontor.server.currency;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.rates.CurrencyHistory;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Denomination.Succession;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Reads the registry of currencies (F04), which is Kontor's own: no other table knows that a
/// code changed its unit. Its words are explained on top of `currencies.txt`.
public final class CurrencyFile {

  private static final String RESOURCE = "currencies.txt";
  private static final int COLUMNS = 7;
  private static final String NONE = "-";

  private CurrencyFile() {}

  /// The history that comes with this version of Kontor.
  public static CurrencyHistory standard() {
    return Holder.STANDARD;
  }

  private static final class Holder {
    private static final CurrencyHistory STANDARD = load();
  }

  private static CurrencyHistory load() {
    try (InputStream in = CurrencyFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the file of currencies is missing from the program");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalArgumentException with the line that cannot be read
  static CurrencyHistory read(String text) {
    List<Denomination> denominations = new ArrayList<>();
    String[] lines = text.split("\n");
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        denominations.add(denomination(line, i + 1));
      }
    }
    return new CurrencyHistory(denominations);
  }

  private static Denomination denomination(String line, int number) {
    String[] words = line.split(" +");
    if (words.length != COLUMNS) {
      throw new IllegalArgumentException("line " + number + ": seven words are expected: " + line);
    }
    try {
      return new Denomination(
          words[0],
          Integer.parseInt(words[1]),
          words[2].equals(NONE) ? Denomination.NO_MINOR_UNIT : Integer.parseInt(words[2]),
          day(words[3], Denomination.ALWAYS),
          day(words[4], Denomination.FOR_EVER),
          succession(words[5], words[6]));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }

  private static int day(String word, int otherwise) {
    return word.equals(NONE) ? otherwise : Math.toIntExact(LocalDate.parse(word).toEpochDay());
  }

  private static @Nullable Succession succession(String code, String factor) {
    if (code.equals(NONE) != factor.equals(NONE)) {
      throw new IllegalArgumentException("a successor and its factor stand together");
    }
    return code.equals(NONE) ? null : new Succession(code, Rate.of(factor));
  }
}
