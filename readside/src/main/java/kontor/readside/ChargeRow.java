package kontor.readside;

import kontor.engine.annex.Penalty;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// A fee or a penalty: one line of a bill.
///
/// @param ordinal place among the charges of one event, from 0
/// @param annex version of the annex on fees; null for the extension of a cut-off, whose price is
///     in the annex on the calendar
/// @param billedDay day of the bill in the zone of the agreement; null unless billed
public record ChargeRow(
    Moment at,
    int ordinal,
    int agreement,
    @Nullable Integer annex,
    Kind kind,
    Parties parties,
    Money sum,
    About about,
    ChargeState state,
    @Nullable Integer billedDay) {

  public enum ChargeState {
    /// The payment is not final.
    OPEN,
    BILLED,
    /// The payment did not settle, so nothing is owed.
    VOID
  }

  /// @param penalty cause of a penalty; null for a fee
  /// @param rule number of a fee's rule in its annex; null for a penalty
  /// @param agent for whose service a fee is; null for a penalty
  public record Kind(
      Penalty.@Nullable Cause penalty,
      @Nullable Integer rule,
      FeePlan.@Nullable Agent agent,
      FeePlan.Collection collection) {}

  /// @param earner who gets it; null for a penalty, of which no annex says who does
  /// @param payer on whose side it is borne
  public record Parties(@Nullable ParticipantId earner, ParticipantId payer) {}

  /// @param payment that caused it; null for what is not about one
  /// @param day value date or business day that a penalty is about; null for a fee
  /// @param text what else names a penalty, such as a pair of moneys; empty for a fee
  public record About(@Nullable PaymentId payment, @Nullable Integer day, String text) {}

  /// Names the entry for ever: its place in the log.
  public String reference() {
    return at.position() + "-" + at.index() + "-" + ordinal;
  }
}
