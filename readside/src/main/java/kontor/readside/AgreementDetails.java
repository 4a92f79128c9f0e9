package kontor.readside;

import java.util.List;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// All that is known of an agreement with annexes.
///
/// @param acts what the parties did with it, in the order of the log
/// @param annexes by kind and version
/// @param editions what the version number that a payment keeps stands for
public record AgreementDetails(
    AgreementRow agreement, List<Act> acts, List<AnnexRow> annexes, List<Edition> editions) {

  /// @param act name of the event, such as `AgreementSigned`
  /// @param digest of the text that was agreed to or signed; null for other acts
  /// @param reason of a suspension; null for other acts
  /// @param day from which a notice counts; null for other acts
  public record Act(
      String act,
      ParticipantId party,
      @Nullable Digest digest,
      @Nullable String reason,
      @Nullable Integer day,
      Moment moment) {}

  /// @param fromDay first value date on which the annexes hold together, when it was formed
  public record Edition(int number, int fromDay, List<AnnexNumber> annexes) {}
}
