package kontor.readside;

import kontor.engine.terms.AccountId;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// A sum set aside.
///
/// @param ended when it was released or expired; null while it holds
public record HoldRow(
    Key hold,
    AccountId account,
    Money amount,
    long expiryMs,
    State state,
    Moment placed,
    @Nullable Moment ended) {

  public enum State {
    HELD,
    RELEASED,
    EXPIRED
  }
}
