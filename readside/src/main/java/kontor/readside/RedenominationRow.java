package kontor.readside;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// A new unit of money as it was decided, and what became of it.
///
/// @param atMs when it happens or happened, log time
/// @param windowEndMs from when on the old code is not taken any more
public record RedenominationRow(
    Moment decided, RedenominationPlan plan, long atMs, long windowEndMs, Standing standing) {

  /// What became of it.
  ///
  /// @param reason why it failed; null if it did not
  /// @param ended when it happened, failed or was cancelled; null while it is scheduled
  /// @param holds how many open holds got new sums
  /// @param payments how many waiting payments got new sums
  public record Standing(
      State state,
      @Nullable String reason,
      @Nullable Moment ended,
      int holds,
      int payments,
      List<Book> books) {}

  public enum State {
    SCHEDULED,
    CANCELLED,
    DONE,
    FAILED
  }

  /// What became of a book.
  ///
  /// @param creditsBefore sum of the balances above zero, decimal, in the old unit
  /// @param creditsAfter the same in the new unit, each balance rounded by itself
  /// @param rounding what the rounding account received
  public record Book(
      ParticipantId servicer,
      int accounts,
      String creditsBefore,
      String creditsAfter,
      Money rounding) {}

  /// Whether both units are told at an instant: from its day until the old code is not taken any
  /// more.
  public boolean showsBoth(long nowMs) {
    return standing.state() == State.DONE && nowMs < windowEndMs;
  }

  /// A sum in the new unit, said in the old one: exactly, as decimal text.
  public String inOldUnit(Money now) {
    BigDecimal factor =
        BigDecimal.valueOf(plan.unit().factor().unscaled(), plan.unit().factor().scale());
    BigDecimal old =
        BigDecimal.valueOf(now.minor(), now.currency().minorDigits()).multiply(factor);
    int digits = plan.from().minorDigits();
    BigDecimal plain = old.stripTrailingZeros();
    return (plain.scale() < digits ? plain.setScale(digits) : plain).toPlainString();
  }

  static String decimal(Wide minor, Currency currency) {
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(minor.high()).putLong(minor.low());
    return new BigDecimal(new BigInteger(1, bytes), currency.minorDigits()).toPlainString();
  }
}
