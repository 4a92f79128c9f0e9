package kontor.server.scenario;

import kontor.engine.annex.Judgement;
import kontor.server.agreement.JudgementJson;
import org.jspecify.annotations.Nullable;

/// Tells what an annex on operations says of a payment (F05).
final class OperationStory {

  private OperationStory() {}

  /// @param payment as it is called in the story
  /// @return null for what may be paid: that it is paid is told
  static @Nullable String of(String payment, Judgement judgement) {
    return judgement.verdict() == Judgement.Verdict.ELIGIBLE
        ? null
        : payment + " is " + words(judgement.verdict()) + " by rule " + judgement.rule() + ": "
            + JudgementJson.sentence(judgement) + ".";
  }

  private static String words(Judgement.Verdict verdict) {
    return switch (verdict) {
      case ELIGIBLE -> "eligible";
      case NEEDS_DOCUMENTS -> "in need of documents";
      case NEEDS_LICENCE -> "in need of a licence";
      case INELIGIBLE -> "not eligible";
    };
  }
}
