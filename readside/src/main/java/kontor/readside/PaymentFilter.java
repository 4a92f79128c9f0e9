package kontor.readside;

import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// Which payments to list, newest first. A null field does not restrict.
///
/// @param currency of the sum that the payer's bank pays or of the sum that the payee's bank gets
/// @param bank payer's bank, payee's bank or sender
/// @param day the UTC day on which it entered, days since 1970-01-01
/// @param before only payments with a lower number: the page after {@link PaymentPage#next}
/// @param limit at most so many, 1 to {@link #LIMIT_MAX}
public record PaymentFilter(
    @Nullable PaymentState state,
    @Nullable String currency,
    @Nullable ParticipantId bank,
    @Nullable Integer day,
    @Nullable Long before,
    int limit) {

  public static final int LIMIT_MAX = 500;

  /// The newest payments of all.
  public static PaymentFilter newest(int limit) {
    return new PaymentFilter(null, null, null, null, null, limit);
  }

  public PaymentFilter {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + LIMIT_MAX + ": " + limit);
    }
  }
}
