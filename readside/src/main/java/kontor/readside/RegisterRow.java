package kontor.readside;

import java.util.List;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Treaty;
import kontor.engine.terms.Digest;
import org.jspecify.annotations.Nullable;

/// One entry of the register of agreements, whether it runs here or is only listed. Days are
/// counted from 1970-01-01.
///
/// @param parties countries, or names
/// @param signedDay UTC day of the last signature; {@link Treaty#NOT_YET} before
/// @param fromDay first day in force; {@link Treaty#NOT_YET} if it is not known
/// @param untilDay last day, the horizon; {@link kontor.engine.terms.Agreement#OPEN_END} if none
/// @param document SHA-256 of the signed document; null if none is kept
public record RegisterRow(
    Origin origin,
    int number,
    List<String> parties,
    String subject,
    String field,
    int signedDay,
    int fromDay,
    int untilDay,
    @Nullable Digest document,
    AgreementState state) {

  /// Where the entry comes from. Numbers are unique for each.
  public enum Origin {
    /// Listed, and not executed.
    TREATY,
    /// It runs here, with annexes.
    AGREEMENT,
    /// It runs here, and was entered in one step.
    ENTERED
  }
}
