package kontor.engine.governance;

import kontor.engine.rates.Denomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Currency;

/// Changes of what is known of currencies, and new units for old ones (F04).
public sealed interface CurrencyChange extends Governance {

  /// Enters what a code meant over a time, and what took its place. Facts beside the ledger's own
  /// currencies, which `DefineCurrency` defines.
  record EnterDenomination(Denomination denomination) implements CurrencyChange {}

  /// Decides on a new unit before its day comes; then it happens by itself, in one step.
  record ScheduleRedenomination(RedenominationPlan plan) implements CurrencyChange {}

  /// Takes back what was decided, before its day has come.
  record CancelRedenomination(Currency from, Currency to) implements CurrencyChange {}
}
