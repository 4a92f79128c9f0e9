package kontor.engine.rates;

import org.jspecify.annotations.Nullable;

/// Where a quote stands (F09). The code is written to the log and never changes.
///
/// A provider has no step of his own: what is offered is honoured until it expires, and a new base
/// rate touches no quote. Only a change that makes the quote meaningless, such as a redenomination
/// of one of its currencies, voids it.
public enum QuoteState {
  OFFERED(1),
  /// The payer's bank chose it; still to be used before it expires.
  SELECTED(2),
  /// A payment was accepted with it and keeps the rate however long it queues.
  CONSUMED(3),
  EXPIRED(4),
  WITHDRAWN(5);

  /// What may happen to a quote.
  public enum Step {
    SELECT,
    CONSUME,
    EXPIRE,
    VOID
  }

  private final int code;

  QuoteState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public boolean isFinal() {
    return this == CONSUMED || this == EXPIRED || this == WITHDRAWN;
  }

  /// The state after a step at an instant of log time.
  ///
  /// @return null when the step is not allowed, be it by the state or by the time
  public @Nullable QuoteState after(Step step, Quote quote, long timeMs) {
    return switch (step) {
      case SELECT -> this == OFFERED && quote.isUsableAt(timeMs) ? SELECTED : null;
      case CONSUME -> this == SELECTED && quote.isUsableAt(timeMs) ? CONSUMED : null;
      case EXPIRE -> !isFinal() && timeMs >= quote.expiresAtMs() ? EXPIRED : null;
      case VOID -> isFinal() ? null : WITHDRAWN;
    };
  }
}
