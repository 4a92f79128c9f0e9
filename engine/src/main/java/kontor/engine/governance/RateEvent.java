package kontor.engine.governance;

import java.util.List;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.RateLeg;
import org.jspecify.annotations.Nullable;

/// What became of proposals and of pairs without a rate (F07, F08).
public sealed interface RateEvent extends GovernanceEvent {

  /// A check that a proposal did not pass, told to those who must approve it.
  ///
  /// @param where the leg's currency, the direction's base, or the country
  /// @param measured milliseconds of a leg's age, parts per million of a deviation; 0 of a holiday
  /// @param limit the same, as agreed
  record Finding(Check check, String where, long measured, long limit) {}

  /// The code is written to the log and never changes.
  enum Check {
    LEG_AGE(1),
    DEVIATION_FROM_PREVIOUS(2),
    DEVIATION_FROM_SECOND_SOURCE(3),
    /// One side does not settle on that day.
    HOLIDAY(4);

    private final int code;

    Check(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// @param proposal its number, growing by one
  /// @param when with the moment of the grid instead of the proposal's own, if there is one
  /// @param legs two, four with a second source, or none of a manual rate
  record FixingProposed(
      int proposal,
      RateDay when,
      List<Price> prices,
      List<RateLeg> legs,
      List<Finding> findings,
      String reason)
      implements RateEvent {}

  record FixingApproved(int proposal, ParticipantId party) implements RateEvent {}

  record FixingDeclined(int proposal, ParticipantId party, String reason)
      implements RateEvent {}

  /// All who must have approved. The fixings are published.
  ///
  /// @param rung MANUAL of a manual rate; null of one from the agreed source
  /// @param untilMs end of the day for which it holds
  record FixingConfirmed(
      int proposal,
      @Nullable Rung rung,
      int day,
      long untilMs,
      List<Fixing> fixings,
      String reason)
      implements RateEvent {}

  /// Nobody can approve it any more.
  record FixingExpired(int proposal) implements RateEvent {}

  /// The time of approval is over and there is no rate for the day.
  record PairUnconfirmed(int agreement, int day, Currency one, Currency other)
      implements RateEvent {}

  /// A rung of the agreed waterfall was taken.
  ///
  /// @param fixings what it publishes; none if a manual rate is awaited or the pair is closed
  record FallbackTaken(
      int agreement,
      int day,
      Currency one,
      Currency other,
      Rung rung,
      long untilMs,
      List<Fixing> fixings,
      String reason)
      implements RateEvent {}
}
