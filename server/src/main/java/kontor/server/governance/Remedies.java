package kontor.server.governance;

import kontor.engine.governance.Objection;

/// What helps when a change was refused, a sentence for each objection. The place in the change is
/// said beside it.
final class Remedies {

  private Remedies() {}

  static String of(Objection objection) {
    return switch (objection) {
      case ALREADY_EXISTS -> "it was said before, and nothing is wrong";
      case CONFLICTS_WITH_EARLIER ->
          "it contradicts what the ledger knows under that name or number; look at that and change"
              + " it, or take another name or number";
      case TABLE_FULL -> "there is no more room";
      case FOUR_EYES_MISSING -> "two persons stand for a change; give another maker or checker";
      case TEXT_TOO_LONG -> "shorten the text";
      case PARTICIPANT_UNKNOWN -> "admit the participant first";
      case NOT_AN_INSTITUTION -> "name a central bank or settlement agent";
      case CURRENCY_UNKNOWN -> "it is not known; define or enter it first";
      case AGREEMENT_UNKNOWN -> "give the number of an agreement; see GET /agreements";

      case COUNTRY_UNKNOWN -> "enter the calendar of that country first, by its two letters";
      case HOLIDAY_ON_REST_DAY -> "the country rests on that day anyway; nothing is to be declared";
      case DAY_HAS_BEGUN -> "the day has begun in that zone; choose a later one";
      case DAY_NOT_OPEN -> "ask on the business day itself, after it has opened";
      case MOMENT_NOT_A_CUT_OFF -> "name a cut-off that the annex CALENDAR has";
      case MINUTES_INVALID -> "ask for 1 minute to a day";
      case CUT_OFF_HAS_COME -> "the cut-off has come; give the next joint business day";
      case EXTENSION_NOT_AGREED -> "the parties agreed no price for it in the annex CALENDAR";
      case EXTENSION_NOT_REQUESTED -> "request the extension first";
      case EXTENSION_AFTER_DAY_END -> "ask for fewer minutes: the day ends before";
      case NOT_OF_THE_AGREEMENT -> "a party must ask, or a bank with an account at one";
      case CHARGE_TOO_LARGE -> "ask for fewer minutes: the charge does not fit";

      case STATE_DOES_NOT_ALLOW -> "the agreement is not at that point of its life; see its state";
      case NOT_A_PARTY -> "name a party of the agreement";
      case TEXT_DIFFERS -> "it is not the text that stands; read that and sign its digest";
      case PARTIES_INVALID -> "name two parties or more, each once";
      case PERIOD_INVALID -> "it ends after it begins, with a run-off of no or some days";
      case ZONE_UNKNOWN ->
          "the ledger has no table of that zone for that day; enter one, or count the day in UTC";
      case NO_JOINT_BUSINESS_DAY -> "the countries share no business day in a week; change one";
      case VERSION_NOT_NEXT -> "give the number after that of the last version";
      case VERSIONS_OVERLAP -> "begin after the version before it begins and ends";
      case OUTSIDE_AGREEMENT -> "stay within the first and last day of the agreement";
      case ANNEX_UNKNOWN -> "propose that version of the annex first";
      case ANNEX_MISSING -> "propose what is missing: nothing could be paid without it";
      case TERMS_MISSING -> "say its terms: this kind of annex has words of its own";
      case NOT_MONEY_OF_A_PARTY -> "name the money of a party";
      case PROVIDERS_INVALID -> "name exchange providers just where the model is PROVIDER";
      case NUMBER_OUT_OF_RANGE -> "give a number within the bounds";
      case REPEATED -> "say it once";
      case WATERFALL_INVALID -> "name each step once, the last one last, each with what it needs";
      case NOT_SUSPENDED -> "who lifts a suspension must have declared it";
      case NAME_MISSING -> "give it a name";
      case TREATY_UNKNOWN -> "register the treaty first";
      case TOO_LARGE -> "make it shorter: a change has a bound";

      case BIC_INVALID -> "a BIC has eight or eleven characters, with a country in the middle";
      case LEI_INVALID -> "check the LEI: its check digits do not fit";
      case NATIONAL_CODE_INVALID -> "check the national code";
      case DIRECT_BANK_UNKNOWN -> "name a direct bank that is admitted";
      case STEP_NOT_ALLOWED -> "its standing does not lead there; see its standing";
      case POSITIONS_NOT_ZERO -> "clear its balances and what waits first";
      case NOTICE_RUNNING -> "wait until its notice is over";
      case NOTICE_INVALID -> "give the notice in days";
      case PARTICIPANTS_REMAIN -> "remove those that settle over it, or are kept by it, first";
      case NAME_INVALID -> "give a name of printable characters";
      case DAY_NOT_TODAY -> "the list of a day is published on that day";

      case RATES_NOT_AGREED -> "no annex about rates holds on that day; sign one";
      case PAIR_NOT_AGREED -> "name a pair for which the annex has a profile in both directions";
      case PROPOSAL_UNKNOWN -> "give the number of a proposal; see GET /rates/proposals";
      case PROPOSAL_CLOSED -> "it was confirmed, declined or has expired; propose a new one";
      case PROPOSAL_OPEN -> "another one waits for approval; decline it first";
      case SOURCE_NOT_AGREED -> "name a source that the annex has";
      case LEGS_DO_NOT_MEET -> "give one leg of each money, against the same reference";
      case LEG_FROM_THE_FUTURE -> "give the time at which it was seen, not a later one";
      case RATE_OUT_OF_RANGE -> "check the legs: no rate comes out of them";
      case RATE_DAY_OVER -> "that day is over; propose for a day to come";
      case EFFECTIVE_OUTSIDE_DAY -> "let it hold from the business day before, or within its day";
      case APPROVAL_TIME_OVER -> "give a time to approve that is to come, and within the day";
      case REASON_MISSING -> "say why";
      case RUNG_NOT_REACHED -> "take the steps that the annex names before it";
      case RATE_CONFIRMED -> "there is a rate; propose a correction if it is wrong";
      case APPROVAL_TIME_RUNS -> "there is still time to approve one";
      case LEG_TOO_OLD -> "give a younger leg: the annex bounds its age";
      case DEVIATES_FROM_PREVIOUS ->
          "it is farther from the rate before than agreed; check the legs";
      case DEVIATES_FROM_SECOND_SOURCE ->
          "it is farther from the second source than agreed; check the legs";
      case HOLIDAY_ON_ONE_SIDE -> "one side has a holiday; propose for a joint business day";
      case SCALE_TOO_FINE -> "give no more digits than the profile has";
      case PERSON_OF_OTHER_SIDE -> "each side has two persons of its own";
      case RATE_BACKDATED -> "a later rate is published already";

      case CURRENCY_RETIRED -> "it has a new unit already; name the money that is in use";
      case CODE_MEANS_ONE_UNIT ->
          "a code means one unit for ever; give the new unit its own code, and say oldCode="
              + "MEANS_NEW if banks go on writing the old one";
      case OLD_AND_NEW_MEET ->
          "old and new money stand side by side there; close or end one of the two first";
      case WINDOW_TOO_LONG -> "give a window of 0 to 366 days";
      case NOT_SCHEDULED -> "nothing of the kind is decided; see GET /currencies";
      case SUM_TOO_LARGE -> "it does not fit the new unit; choose another factor or fewer digits";
    };
  }
}
