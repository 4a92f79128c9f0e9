package kontor.engine.governance;

import java.util.List;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Wide;

/// What happened to currencies (F04).
public sealed interface CurrencyEvent extends GovernanceEvent {

  record DenominationEntered(Denomination denomination) implements CurrencyEvent {}

  /// @param atMs begin of the plan's day in its zone, log time
  /// @param windowEndMs from when on the old code is not taken any more
  record RedenominationScheduled(RedenominationPlan plan, long atMs, long windowEndMs)
      implements CurrencyEvent {}

  record RedenominationCancelled(Currency from, Currency to) implements CurrencyEvent {}

  /// The old unit is over. Every balance, credit line, hold and waiting payment in it was divided
  /// and rounded once, at this position, and each book sums to zero as before. Whoever keeps
  /// these divides them by the same {@link kontor.engine.rates.Redenomination}: they are not
  /// listed here, a million as they may be. New fixings follow as events of their own.
  record Redenominated(
      RedenominationPlan plan, long windowEndMs, int holds, int payments, List<BookTotals> books)
      implements CurrencyEvent {}

  /// One book of the currency that was.
  ///
  /// @param accounts how many it had
  /// @param creditsBefore sum of the balances above zero, in old minor units
  /// @param creditsAfter sum of the same balances, each divided and rounded, in new minor units
  /// @param roundingMinor what the rounding account of the book received: by so much the rounded
  ///     balances, those below zero included, missed zero
  record BookTotals(
      ParticipantId servicer,
      int accounts,
      Wide creditsBefore,
      Wide creditsAfter,
      long roundingMinor) {}

  /// Its time came, and it could not happen: nothing was changed, and it is not scheduled any
  /// more.
  ///
  /// @param place what stood against it, such as an account
  record RedenominationFailed(RedenominationPlan plan, Objection objection, String place)
      implements CurrencyEvent {}
}
