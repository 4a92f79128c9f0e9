package kontor.readside;

import java.util.List;
import kontor.engine.rates.Cost;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// What a payment cost, as it was when it was accepted (F11, F32).
///
/// @param terms of the annex on fees; null where none held
/// @param mid the published fixing against which the margin is; null in one currency, and where
///     none held
/// @param cost null where no fixing held: then it cannot be told
/// @param charges fees of the payment and penalties for it, in the order of the log
public record PaymentCost(
    @Nullable Terms terms, @Nullable Fixing mid, @Nullable Cost cost, List<ChargeRow> charges) {

  /// @param received what the receiver gets after all fees
  public record Terms(ChargeBearer bearer, int annex, Money received) {}

  public PaymentCost {
    charges = List.copyOf(charges);
  }
}
