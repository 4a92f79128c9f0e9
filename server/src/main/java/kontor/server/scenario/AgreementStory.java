package kontor.server.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.terms.Agreement;
import org.jspecify.annotations.Nullable;

/// What happens to agreements, in plain words (F01).
final class AgreementStory {

  private final Story story;

  AgreementStory(Story story) {
    this.story = story;
  }

  @Nullable String of(AgreementEvent event) {
    return switch (event) {
      case AgreementEvent.AgreementDrafted e -> drafted(e.frame());
      // The annexes of a draft belong to its text; of a later version its digest is signed.
      case AgreementEvent.AnnexProposed e ->
          e.annex().version() == 1
              ? null
              : "A new version is proposed: "
                  + annex(e.annex().kind(), e.annex().version()) + ", to hold from "
                  + Story.day(e.annex().fromDay()) + ".";
      case AgreementEvent.TextAgreed e ->
          story.name(e.party()) + " agrees to the text " + shortly(e.digest().toString()) + ".";
      case AgreementEvent.AgreementSigned e ->
          story.name(e.party()) + " signs the agreement.";
      case AgreementEvent.AgreementRatified e ->
          story.name(e.party()) + " ratifies the agreement.";
      case AgreementEvent.EntryIntoForceSet e ->
          "Nothing is missing any more: agreement " + e.agreement() + " comes into force on "
              + Story.day(e.day()) + ".";
      case AgreementEvent.AnnexSigned e ->
          story.name(e.party()) + " signs " + annex(e.kind(), e.version()) + ".";
      case AgreementEvent.AnnexWithdrawn e ->
          story.name(e.party()) + " takes back " + annex(e.kind(), e.version()) + ".";
      case AgreementEvent.AnnexConcluded e ->
          e.version() == 1
              ? null
              : "Every party has signed " + annex(e.kind(), e.version()) + ": it holds for value"
                  + " dates from " + Story.day(e.fromDay()) + ".";
      case AgreementEvent.EditionFormed e ->
          "Edition " + e.edition() + " of agreement " + e.agreement() + " is formed, from "
              + Story.day(e.fromDay()) + ": " + annexes(e.annexes()) + ".";
      case AgreementEvent.SuspensionDeclared e ->
          story.name(e.party()) + " suspends agreement " + e.agreement() + ": " + e.reason()
              + ".";
      case AgreementEvent.SuspensionLifted e ->
          story.name(e.party()) + " lifts its suspension.";
      case AgreementEvent.TerminationNoticed e ->
          story.name(e.party()) + " gives notice: agreement " + e.agreement()
              + " is no longer in force from " + Story.day(e.fromDay()) + ".";
      case AgreementEvent.AgreementStateChanged e ->
          "Agreement " + e.agreement() + " is " + state(e.state()) + ".";
      case AgreementEvent.TreatyRegistered e ->
          "Treaty " + e.treaty().number() + " is registered.";
      case AgreementEvent.TreatyUpdated e -> "Treaty " + e.treaty().number() + " is updated.";
    };
  }

  private String drafted(AgreementFrame frame) {
    String parties =
        frame.parties().stream()
            .map(p -> story.name(p.institution()) + " (" + p.country() + ", " + p.money() + ")")
            .collect(Collectors.joining(" and "));
    return "Agreement " + frame.id() + " \"" + frame.name() + "\" is drafted between " + parties
        + ", in force from " + Story.day(frame.fromDay())
        + (frame.untilDay() == Agreement.OPEN_END ? "" : " to " + Story.day(frame.untilDay()))
        + ", days counted in " + frame.zone() + ".";
  }

  private static String state(AgreementState state) {
    return switch (state) {
      case DRAFT -> "a draft";
      case AGREED -> "AGREED: every party agreed to one text, which stands still from here";
      case SIGNED -> "SIGNED by every party";
      case RATIFIED -> "RATIFIED and waits for its first day";
      case IN_FORCE -> "IN FORCE: payments are taken";
      case SUSPENDED -> "SUSPENDED: nothing new is taken, what was accepted goes on";
      case TERMINATING -> "TERMINATING: what was accepted may still settle in the run-off";
      case TERMINATED -> "TERMINATED: its run-off is over";
    };
  }

  private static String annexes(List<AnnexNumber> annexes) {
    return annexes.stream()
        .map(a -> a.kind().name().toLowerCase(Locale.ROOT) + " " + a.version())
        .collect(Collectors.joining(", "));
  }

  private static String annex(AnnexKind kind, int version) {
    return "annex " + kind.name().toLowerCase(Locale.ROOT) + " version " + version;
  }

  private static String shortly(String digest) {
    return digest.substring(0, 12);
  }
}
