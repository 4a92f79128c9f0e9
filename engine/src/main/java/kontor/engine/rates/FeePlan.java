package kontor.engine.rates;

import java.util.List;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// All fees of one payment, and what they leave of it (F32). Only the debtor's and the creditor's
/// agents may take theirs out of the payment; everyone else sends a bill. So what the receiver
/// gets is known before the payment is approved.
public record FeePlan(ChargeBearer bearer, List<Fee> fees) {

  /// For whose service.
  public enum Agent {
    DEBTOR_AGENT,
    CREDITOR_AGENT,
    OTHER
  }

  public enum Collection {
    DEDUCTED,
    INVOICED
  }

  public enum Side {
    DEBTOR,
    CREDITOR
  }

  public record Fee(Agent agent, Collection collection, Money money) {
    public Fee {
      if (money.minor() < 0) {
        throw new IllegalArgumentException("a fee is not negative: " + money);
      }
      if (agent == Agent.OTHER && collection == Collection.DEDUCTED) {
        throw new IllegalArgumentException(
            "only the agents of debtor and creditor take fees out of a payment");
      }
    }
  }

  public FeePlan {
    fees = List.copyOf(fees);
    for (Fee fee : fees) {
      if (bearer == ChargeBearer.DEBT
          && fee.agent() == Agent.CREDITOR_AGENT
          && fee.collection() == Collection.DEDUCTED) {
        throw new IllegalArgumentException(
            "where the debtor pays everything, nothing is taken from what the creditor gets");
      }
    }
  }

  /// Who pays an agent's fee.
  public Side paidBy(Agent agent) {
    return switch (bearer) {
      case DEBT -> Side.DEBTOR;
      case CRED -> Side.CREDITOR;
      case SHAR -> agent == Agent.CREDITOR_AGENT ? Side.CREDITOR : Side.DEBTOR;
    };
  }

  /// What is converted: the payer's sum without what his agent takes out of it.
  ///
  /// @return null when nothing is left
  public @Nullable Money converted(Money source) {
    return without(source, Agent.DEBTOR_AGENT);
  }

  /// What the receiver gets: the converted sum without what his agent takes out of it.
  ///
  /// @return null when nothing is left
  public @Nullable Money received(Money destination) {
    return without(destination, Agent.CREDITOR_AGENT);
  }

  private @Nullable Money without(Money sum, Agent agent) {
    long left = sum.minor();
    for (Fee fee : fees) {
      if (fee.agent() == agent && fee.collection() == Collection.DEDUCTED) {
        if (!fee.money().currency().equals(sum.currency())) {
          throw new IllegalArgumentException("a fee is taken out in another currency: " + fee);
        }
        if (fee.money().minor() >= left) {
          return null;
        }
        left -= fee.money().minor();
      }
    }
    return new Money(left, sum.currency());
  }

  /// What one side pays in a currency, deducted or by bill.
  ///
  /// @throws ArithmeticException when that does not fit 64 bits
  public long paidMinor(Side side, Currency currency) {
    long paid = 0;
    for (Fee fee : fees) {
      if (paidBy(fee.agent()) == side && fee.money().currency().equals(currency)) {
        paid = Math.addExact(paid, fee.money().minor());
      }
    }
    return paid;
  }
}
