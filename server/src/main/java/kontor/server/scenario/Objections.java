package kontor.server.scenario;

import kontor.engine.governance.Objection;

/// Objections that a story is likely to meet, as sentences; others by their name.
final class Objections {

  private Objections() {}

  static String sentence(Objection objection) {
    return switch (objection) {
      case ALREADY_EXISTS -> "it was said before, and nothing is wrong";
      case FOUR_EYES_MISSING -> "two persons must stand for a change, and not one";
      case DAY_HAS_BEGUN -> "the day has begun, and stays what it is";
      case STATE_DOES_NOT_ALLOW -> "the agreement is not at that point of its life";
      case TEXT_DIFFERS -> "it is not the text that stands";
      case NOT_A_PARTY -> "only a party can do that";
      case CODE_MEANS_ONE_UNIT -> "a code means one unit of money for ever";
      case OLD_AND_NEW_MEET -> "old and new money stand side by side there";
      case NOT_SUSPENDED -> "who lifts a suspension must have declared it";
      default -> Story.words(objection);
    };
  }
}
