package kontor.engine.annex;

import java.util.List;
import kontor.engine.terms.Digest;
import org.jspecify.annotations.Nullable;

/// A treaty or contract of cooperation in the register: known, listed, and not executed.
///
/// @param number in the register
/// @param parties countries by their ISO 3166 code, or names
/// @param subject what it is about, in words
/// @param field such as `energy` or `transport`; lists are made by it
/// @param signedDay days since 1970-01-01; {@link #NOT_YET} before it is signed
/// @param fromDay first day in force; {@link #NOT_YET} before that is known
/// @param untilDay last day, its horizon; {@link kontor.engine.terms.Agreement#OPEN_END} if none
/// @param document SHA-256 of the signed document; null if none is kept
public record Treaty(
    int number,
    List<String> parties,
    String subject,
    String field,
    int signedDay,
    int fromDay,
    int untilDay,
    @Nullable Digest document,
    AgreementState state) {

  public static final int NOT_YET = Integer.MAX_VALUE;
}
