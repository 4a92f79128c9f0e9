package kontor.readside;

import java.util.List;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// What one day did to an institution's holding of one foreign money (F11). Nothing of it is
/// posted.
///
/// @param day UTC day, days since 1970-01-01
/// @param held at the end of the day: what the partner owes it, less what it owes its own banks
/// @param accounts the balances that `held` is the sum of
/// @param before the fixing at the end of the day before; null if none held
/// @param now the fixing at the end of the day; null if none held
/// @param result in its own money; null where a fixing is missing or a sum does not fit
public record RevaluationRow(
    int day,
    Currency currency,
    Currency own,
    Money held,
    List<Balance> accounts,
    @Nullable Fixing before,
    @Nullable Fixing now,
    @Nullable Result result) {

  public record Balance(AccountId account, Money balance) {}

  /// The two are never one figure: the first may be gone tomorrow, the second is final.
  ///
  /// @param unrealised held x (rate now - rate before)
  /// @param realised of what settled on the day: what was had or given for it, less its worth at
  ///     the rate before
  public record Result(Money unrealised, Money realised) {}
}
