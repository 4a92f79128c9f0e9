package kontor.server.quotes;

import kontor.engine.Refusal;
import kontor.server.gateway.ReasonCodes;

/// What is wrong with a question or a posting, and what helps.
final class Remedy {

  private Remedy() {}

  static String of(Refusal refusal) {
    return switch (refusal) {
      case CONFLICTS_WITH_EARLIER ->
          "this request named other sums or banks before; give \"request\" a name of its own";
      case NOT_A_PROVIDER -> "only FX providers post rates; admit it as FX_PROVIDER first";
      case PARTICIPANT_UNKNOWN -> "no participant has this BIC; see GET /participants";
      case TABLE_FULL -> "too many quotes are open; wait until some expire";
      case BATCH_TOO_LARGE -> "a provider has at most 128 tiers in a currency";
      default -> ReasonCodes.of(refusal).text();
    };
  }
}
