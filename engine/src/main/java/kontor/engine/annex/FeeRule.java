package kontor.engine.annex;

import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// One line of the fee schedule (F32): who charges how much for which payments.
///
/// @param operation class of operations it is for; {@link OperationClass#ANY} for all
/// @param currency of the sum, and of the fee
/// @param fromMinor smallest sum of the band, in minor units
/// @param untilMinor largest sum of the band; `Long.MAX_VALUE` for none
/// @param agent for whose service
/// @param scope which of these payments
public record FeeRule(
    OperationClass operation,
    Currency currency,
    long fromMinor,
    long untilMinor,
    FeePlan.Agent agent,
    FeePlan.Collection collection,
    FeeFormula formula,
    Scope scope) {

  /// A direction, or a bank with a schedule of its own.
  ///
  /// @param sentFrom institution of the payer's bank; null for payments of all sides
  /// @param bank whose service it is for, or, for the service of others, one of the two; null for
  ///     all banks. Of one agent, class and currency the rules for a bank take the place of those
  ///     for all
  public record Scope(@Nullable ParticipantId sentFrom, @Nullable ParticipantId bank) {
    public static final Scope ALL = new Scope(null, null);
  }

  /// A rule for all payments of its class and band.
  public FeeRule(
      OperationClass operation,
      Currency currency,
      long fromMinor,
      long untilMinor,
      FeePlan.Agent agent,
      FeePlan.Collection collection,
      FeeFormula formula) {
    this(operation, currency, fromMinor, untilMinor, agent, collection, formula, Scope.ALL);
  }
}
