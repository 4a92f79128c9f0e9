package kontor.readside;

import kontor.engine.annex.AgreementState;
import org.jspecify.annotations.Nullable;

/// Which entries of the register to list or to count. A null field does not restrict; days are
/// counted from 1970-01-01, both ends included.
///
/// @param party country or name of one of the parties
/// @param endFrom first day of the horizon
/// @param limit at most so many, 1 to {@link Queries#LIMIT_MAX}
public record RegisterFilter(
    @Nullable AgreementState state,
    @Nullable String field,
    @Nullable String party,
    @Nullable Integer signedFrom,
    @Nullable Integer signedUntil,
    @Nullable Integer endFrom,
    @Nullable Integer endUntil,
    int limit) {

  /// The whole register, as far as the limit goes.
  public static final RegisterFilter ALL =
      new RegisterFilter(null, null, null, null, null, null, null, Queries.LIMIT_MAX);

  public RegisterFilter {
    if (limit < 1 || limit > Queries.LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + Queries.LIMIT_MAX + ": " + limit);
    }
  }
}
