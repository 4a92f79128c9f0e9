package kontor.engine.governance;

import java.util.List;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.RateLeg;

/// Proposals of rates and what the parties say to them (F07, F08).
public sealed interface RateChange extends Governance {

  /// Which business day of which agreement a rate is for.
  ///
  /// @param day days since 1970-01-01; the rate holds to the end of that day
  /// @param effectiveFromMs from when it holds, or from its confirmation if that comes later;
  ///     {@link #NOT_SAID} from the beginning of the day
  /// @param approveByMs until when all must have approved, {@link #NOT_SAID} until the end of the
  ///     day; the moment of the day's grid goes before, if the parties agreed on one
  record RateDay(int agreement, int day, long effectiveFromMs, long approveByMs) {

    public static final long NOT_SAID = 0;
  }

  /// Proposes both directions of a pair from two legs, each by its own profile.
  ///
  /// @param second the same two from a second source, to compare and to fall back on, or none
  /// @param reason why a fixing that is confirmed is corrected; else empty
  record ProposeFixing(
      RateDay when, RateLeg legA, RateLeg legB, List<RateLeg> second, String reason)
      implements RateChange {}

  /// Proposes both directions as they stand, where the waterfall allows it; every party must
  /// approve, by persons of its own.
  record ProposeManual(RateDay when, Price one, Price other, String reason)
      implements RateChange {}

  /// @param party for which the two persons speak
  record ApproveFixing(int proposal, ParticipantId party) implements RateChange {}

  record DeclineFixing(int proposal, ParticipantId party, String reason)
      implements RateChange {}

  /// Goes down the agreed waterfall for a pair that has no rate for a day.
  ///
  /// @param second two legs of an agreed secondary source, or none
  record TakeFallback(
      int agreement, int day, Currency one, Currency other, List<RateLeg> second, String reason)
      implements RateChange {}
}
