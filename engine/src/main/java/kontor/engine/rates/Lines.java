package kontor.engine.rates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// One sum in several lines that add up to it (F10). Each line gets its whole units; the units
/// that are left over go one by one to the lines with the largest remainders, and among equal ones
/// to the earlier line.
public final class Lines {

  private Lines() {}

  /// A sum in proportion to weights.
  ///
  /// @param totalMinor not negative
  /// @param weights not negative, one of them above zero
  /// @return null when the weights together do not fit 64 bits
  public static long @Nullable [] split(long totalMinor, long[] weights) {
    long all = sum(weights);
    if (all < 0) {
      return null;
    }
    if (all == 0 || totalMinor < 0) {
      throw new IllegalArgumentException("weights and sum are above zero: " + totalMinor);
    }
    Wide[] parts = new Wide[weights.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = product(totalMinor, weights[i]);
    }
    return distributed(parts, Wide.of(all), totalMinor);
  }

  /// Lines of a payment in the other currency: their total is the converted total, rounded once.
  ///
  /// @param linesMinor in minor units of `from`, not negative
  /// @return null when the total does not fit
  public static long @Nullable [] converted(
      long[] linesMinor, Currency from, Rate rate, Currency to, Rounding rounding) {
    long all = sum(linesMinor);
    long total =
        all < 0
            ? Conversions.TOO_LARGE
            : Conversions.convertMinor(new Money(all, from), rate, to, rounding);
    if (total == Conversions.TOO_LARGE) {
      return null;
    }
    Rate price = rate.stripped();
    int exponent = to.minorDigits() - from.minorDigits() - price.scale();
    Wide divisor = Wide.of(1).timesPowerOfTen(Math.max(-exponent, 0));
    Wide[] parts = new Wide[linesMinor.length];
    for (int i = 0; i < parts.length; i++) {
      Wide part =
          product(linesMinor[i], price.unscaled()).timesPowerOfTen(Math.max(exponent, 0));
      if (part == null) {
        return null;
      }
      parts[i] = part;
    }
    return divisor == null ? null : distributed(parts, divisor, total);
  }

  /// @return below zero when it does not fit
  private static long sum(long[] lines) {
    long sum = 0;
    for (long line : lines) {
      if (line < 0) {
        throw new IllegalArgumentException("a line is not negative: " + line);
      }
      sum += line;
      if (sum < 0) {
        return -1;
      }
    }
    return sum;
  }

  private static Wide product(long one, long other) {
    return new Wide(Math.multiplyHigh(one, other), one * other);
  }

  private record Remainder(int line, Wide rest) {}

  /// Larger first; sorting keeps the order of equal ones.
  private static final Comparator<Remainder> LARGEST_FIRST =
      (one, other) -> other.rest().compareTo(one.rest());

  private static long[] distributed(Wide[] parts, Wide divisor, long total) {
    long[] lines = new long[parts.length];
    List<Remainder> remainders = new ArrayList<>();
    long left = total;
    for (int i = 0; i < parts.length; i++) {
      lines[i] = parts[i].dividedBy(divisor, Rounding.DOWN);
      Wide whole = divisor.times(lines[i]);
      remainders.add(new Remainder(i, whole == null ? parts[i] : parts[i].minus(whole)));
      left -= lines[i];
    }
    remainders.sort(LARGEST_FIRST);
    // Only a total that was rounded by more than a unit leaves more units than lines.
    for (int i = 0; left > 0 && !remainders.isEmpty(); i = (i + 1) % remainders.size()) {
      lines[remainders.get(i).line()]++;
      left--;
    }
    return lines;
  }
}
