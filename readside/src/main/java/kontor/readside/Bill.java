package kontor.readside;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// What a participant earned and owes in a period (F32). A line on which it is both, because an
/// agent bills its own customer, is in both sums and leaves no balance. What was deducted was had
/// when it was taken out of the payment, so it is told apart and never owed.
///
/// @param fromDay first day of the period, in the zone of each agreement; days since 1970-01-01
/// @param untilDay last day
/// @param lines by day, then in the order of the log
public record Bill(ParticipantId participant, int fromDay, int untilDay, List<ChargeRow> lines) {

  /// Sums of lines in one currency. They may exceed what one sum of money can be.
  ///
  /// @param earned billed by the participant
  /// @param paid billed to it
  /// @param deducted taken by it out of payments
  public record Total(
      Currency currency, BigDecimal earned, BigDecimal paid, BigDecimal deducted) {

    /// What is left to get; below zero to pay.
    public BigDecimal net() {
      return earned.subtract(paid);
    }

    private Total plus(Total other) {
      return new Total(
          currency,
          earned.add(other.earned),
          paid.add(other.paid),
          deducted.add(other.deducted));
    }
  }

  public Bill {
    lines = List.copyOf(lines);
  }

  /// By currency; none when there are no lines.
  public List<Total> totals() {
    TreeMap<Currency, Total> totals = new TreeMap<>();
    for (ChargeRow line : lines) {
      Total total = total(line);
      totals.merge(total.currency(), total, Total::plus);
    }
    return new ArrayList<>(totals.values());
  }

  private Total total(ChargeRow line) {
    Currency currency = line.sum().currency();
    BigDecimal zero = BigDecimal.valueOf(0, currency.minorDigits());
    BigDecimal sum = BigDecimal.valueOf(line.sum().minor(), currency.minorDigits());
    boolean isEarner = participant.equals(line.parties().earner());
    if (line.kind().collection() == Collection.DEDUCTED) {
      return new Total(currency, zero, zero, isEarner ? sum : zero);
    }
    boolean isPayer = participant.equals(line.parties().payer());
    return new Total(currency, isEarner ? sum : zero, isPayer ? sum : zero, zero);
  }
}
