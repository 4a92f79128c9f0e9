package kontor.server.agreement;

import java.util.Comparator;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// What an agreement's text says (F01): the frame, versions of its annexes, the calendars that are
/// stated with it, and who signed what.
///
/// @param annexes in the order of their kinds and versions
/// @param calendars by country
public record AgreementText(
    AgreementFrame frame,
    List<Annex> annexes,
    List<Calendar> calendars,
    List<Signature> signatures) {

  /// The order in which parties sign annexes and people read them.
  static final Comparator<Annex> ORDER =
      Comparator.comparingInt((Annex annex) -> annex.kind().code())
          .thenComparingInt(Annex::version);

  /// One party's word for one text, which the digest names.
  ///
  /// @param kind of the annex that is signed; null for the agreement with its first annexes
  /// @param version of the annex; 0 for the agreement
  public record Signature(
      ParticipantId party,
      @Nullable AnnexKind kind,
      int version,
      Digest digest,
      FourEyes by) {

    boolean isOf(Annex annex) {
      return kind == annex.kind() && version == annex.version();
    }
  }

  public AgreementText {
    annexes = annexes.stream().sorted(ORDER).toList();
    calendars = calendars.stream().sorted(Comparator.comparing(Calendar::country)).toList();
    signatures = List.copyOf(signatures);
  }

  /// The version of an annex that holds on a value date: the latest that has begun.
  ///
  /// @param day days since 1970-01-01
  /// @return null if none holds
  public @Nullable Annex inForce(AnnexKind kind, int day) {
    return isInForce(day) ? stated(kind, day) : null;
  }

  /// The version that its own days name for a value date, whatever those of the agreement.
  @Nullable Annex stated(AnnexKind kind, int day) {
    Annex latest = null;
    for (Annex annex : annexes) {
      if (annex.kind() == kind && annex.fromDay() <= day
          && (latest == null || annex.fromDay() >= latest.fromDay())) {
        latest = annex;
      }
    }
    return latest == null || latest.untilDay() < day ? null : latest;
  }

  /// Whether a day lies within the agreement's time.
  public boolean isInForce(int day) {
    return frame.fromDay() <= day && day <= frame.untilDay();
  }

  /// Its annexes in the order in which they are proposed: a unit of account is named before rates
  /// in it are.
  public List<Annex> proposals() {
    return annexes.stream()
        .sorted(Comparator.comparing(annex -> !(annex.terms() instanceof AnnexTerms.Clearing)))
        .toList();
  }

  /// The same text with other signatures.
  public AgreementText signedBy(List<Signature> others) {
    return new AgreementText(frame, annexes, calendars, others);
  }
}
