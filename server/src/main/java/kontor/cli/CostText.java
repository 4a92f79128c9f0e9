package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;

/// What a payment costs, or would cost, in lines for a person.
final class CostText {

  private CostText() {}

  static void print(CommonOptions common, JsonNode cost) {
    if (cost.has("received")) {
      common.out().println(
          "  receiver gets " + sum(cost.path("received")) + ", charges " + bearer(cost));
    }
    for (JsonNode charge : cost.path("charges")) {
      common.out().println("  " + charge(charge));
    }
    if (cost.has("unknown")) {
      common.out().println("  cost unknown: " + cost.path("unknown").asText());
    } else if (cost.has("totalPercent")) {
      common.out().println(
          "  cost " + cost.path("totalPercent").asText() + " %: fees "
              + sum(cost.path("fees")) + ", margin " + sum(cost.path("margin")) + " ("
              + cost.path("marginPpm").asLong() + " ppm, favours "
              + cost.path("favours").asText() + ")");
    }
  }

  private static String bearer(JsonNode cost) {
    return switch (cost.path("bearer").asText()) {
      case "DEBT" -> "borne by the debtor (DEBT)";
      case "CRED" -> "borne by the creditor (CRED)";
      default -> "shared (SHAR)";
    };
  }

  private static String charge(JsonNode charge) {
    String kind = charge.path("kind").asText("FEE");
    String what =
        kind.equals("FEE")
            ? "fee " + charge.path("agent").asText() + " " + charge.path("collection").asText()
                + ", rule " + charge.path("rule").asInt()
            : "penalty " + kind + " " + charge.path("about").asText();
    String state = charge.path("state").asText();
    return sum(charge) + "  " + what
        + (charge.has("bornBy") ? ", borne by " + charge.path("bornBy").asText() : "")
        + (charge.has("payer") ? ", borne by " + charge.path("payer").asText() : "")
        + (state.isEmpty() ? "" : ", " + state);
  }

  static String sum(JsonNode money) {
    return money.path("amount").asText() + " " + money.path("currency").asText();
  }
}
