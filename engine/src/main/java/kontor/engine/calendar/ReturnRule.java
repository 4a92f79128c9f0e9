package kontor.engine.calendar;

import java.util.Objects;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Whether a payment may be returned at its own rate (F20 ORIGINAL_RATE, as AFAQ has it): once,
/// within some joint business days, with the same sums at the same rate.
public final class ReturnRule {

  /// The first check that fails, in their order.
  public enum Decision {
    ACCEPTED,
    /// The reference names no payment that was settled.
    ORIGINAL_UNKNOWN,
    ALREADY_RETURNED,
    /// Dated to a day that is no joint business day, or before the original.
    DAY_INVALID,
    TOO_LATE,
    DEBIT_DIFFERS,
    CREDIT_DIFFERS,
    RATE_DIFFERS
  }

  /// A payment that was settled.
  ///
  /// @param day value date, days since 1970-01-01
  /// @param debit what the payer's bank paid
  /// @param credit what the payee's bank got
  /// @param rate at which; null if it was in one currency
  public record Original(
      int day, Money debit, Money credit, @Nullable Rate rate, boolean isReturned) {}

  /// A return as it is asked for, in the words of its original.
  ///
  /// @param debit what the payer's bank gets back
  /// @param credit what the payee's bank gives back
  public record Return(int day, Money debit, Money credit, @Nullable Rate rate) {}

  private ReturnRule() {}

  /// @param original null if the reference names none
  /// @param withinDays joint business days after the original's; 2 under AFAQ
  public static Decision decide(
      @Nullable Original original, Return asked, JointCalendar calendar, int withinDays) {
    if (original == null) {
      return Decision.ORIGINAL_UNKNOWN;
    }
    if (original.isReturned()) {
      return Decision.ALREADY_RETURNED;
    }
    if (asked.day() < original.day() || !calendar.isBusinessDay(asked.day())) {
      return Decision.DAY_INVALID;
    }
    if (calendar.countBusinessDays(original.day(), asked.day()) > withinDays) {
      return Decision.TOO_LATE;
    }
    if (!asked.debit().equals(original.debit())) {
      return Decision.DEBIT_DIFFERS;
    }
    if (!asked.credit().equals(original.credit())) {
      return Decision.CREDIT_DIFFERS;
    }
    return isSame(asked.rate(), original.rate()) ? Decision.ACCEPTED : Decision.RATE_DIFFERS;
  }

  private static boolean isSame(@Nullable Rate one, @Nullable Rate other) {
    return one == null || other == null ? Objects.equals(one, other) : one.sameNumber(other);
  }
}
