package kontor.server.gateway;

import kontor.engine.Refusal;

/// What the sender is told for each refusal of the core: the reason code of
/// ExternalStatusReason1Code, the rule of the usage guide, and a sentence.
public final class ReasonCodes {

  private ReasonCodes() {}

  /// @param code ISO 20022 external status reason
  /// @param rule number of the rule, `V34`
  /// @param text what is wrong and what helps
  public record Reason(String code, String rule, String text) {}

  public static Reason of(Refusal refusal) {
    return switch (refusal) {
      case MESSAGE_ID_REUSED ->
          new Reason("DU01", "V11", "message id was used before for other content; send a new id");
      case UETR_REUSED ->
          new Reason("DU03", "V10", "UETR belongs to another payment; give a new one");
      case INSTRUCTION_ID_REUSED ->
          new Reason("DU05", "V12", "InstrId was used before on this settlement day");
      case TRANSACTION_ID_REUSED ->
          new Reason("DU03", "V12", "TxId was used before on this settlement day");
      case SENDER_UNKNOWN -> new Reason("RC05", "V40", "instructing agent is not a participant");
      case DEBTOR_AGENT_UNKNOWN -> new Reason("DNOR", "V41", "debtor agent is not a participant");
      case CREDITOR_AGENT_UNKNOWN ->
          new Reason("CNOR", "V41", "creditor agent is not a participant");
      case SENDER_NOT_ENTITLED ->
          new Reason("AGNT", "V05",
              "instructing agent is neither the debtor agent nor its institution");
      case DEBTOR_AGENT_SUSPENDED -> new Reason("AG10", "V42", "debtor agent is suspended");
      case CREDITOR_AGENT_SUSPENDED -> new Reason("AG11", "V42", "creditor agent is suspended");
      case INSTITUTION_SUSPENDED ->
          new Reason("AG10", "V42", "central institution of one side is suspended");
      case NO_AGREEMENT ->
          new Reason("AG03", "V46", "no agreement joins the two institutions in these currencies");
      case AGREEMENT_NOT_IN_FORCE ->
          new Reason("AG03", "V46", "no version of the agreement is in force on the value date");
      case AGREEMENT_SUSPENDED ->
          new Reason("AG03", "V46", "a party has suspended the agreement; send again later");
      case AGREEMENT_TERMINATED ->
          new Reason("AG03", "V46", "the agreement has ended; nothing was moved");
      case ANNEX_NOT_IN_FORCE ->
          new Reason("AG03", "V46",
              "no annex of the agreement has terms for this pair on the value date");
      case CYCLE_MISSING ->
          new Reason("AG03", "V46",
              "the agreement settles in netting cycles or through a clearing house, and there is"
                  + " none for this payment");
      case OPERATION_CLASS_NOT_AGREED ->
          new Reason("FF07", "V59",
              "the agreement does not let payments of this purpose through; state in Purp or"
                  + " CtgyPurp what it is for");
      case OPERATION_NOT_ELIGIBLE ->
          new Reason("RR04", "V61",
              "by a rule of the agreement this operation may not be paid");
      case GOODS_NOT_STATED ->
          new Reason("RR05", "V61",
              "the agreement has rules on goods; state their HS codes in RgltryRptg");
      case LICENCE_NEEDED ->
          new Reason("RR04", "V61", "by the agreement these goods are paid with a licence only");
      case DOCUMENTS_NEEDED ->
          new Reason("RR07", "V63",
              "the agreement asks for documents; refer to them in RmtInf/Strd/RfrdDocInf, with"
                  + " their numbers and dates");
      case OPERATION_CEILING_EXCEEDED ->
          new Reason("AM14", "V31",
              "amount exceeds what the agreement lets through for one operation of this class,"
                  + " or for all of them on the value date");
      case CURRENCY_UNKNOWN -> new Reason("AM11", "V29", "currency is not in the registry");
      case CURRENCY_NOT_AGREED ->
          new Reason("AM03", "V29", "the agreement does not admit this currency here");
      case AMOUNT_ZERO -> new Reason("AM01", "V27", "settlement amount is zero");
      case AMOUNT_ABOVE_AGREED_MAXIMUM ->
          new Reason("AM14", "V31", "amount exceeds the maximum of the agreement");
      case FIXING_MISSING ->
          new Reason("AB04", "V33", "no rate is published for this pair; send again later");
      case RATE_UNCONFIRMED ->
          new Reason("AB04", "V33",
              "the rate of this pair is not approved by every party; send again later");
      case RATE_STALE ->
          new Reason("AB04", "V33",
              "the last rate of this pair held for a day that is over; send again later");
      case PAIR_CLOSED ->
          new Reason("AB04", "V33", "the pair is closed, for no rate could be agreed for the day");
      case QUOTE_UNKNOWN ->
          new Reason("AB04", "V35", "no quote with this id was offered to the debtor agent");
      case QUOTE_EXPIRED ->
          new Reason("AB04", "V35", "the quote has expired; ask for another");
      case QUOTE_USED ->
          new Reason("AB04", "V35", "the quote was used for another payment; ask for another");
      case QUOTE_DIFFERS ->
          new Reason("AB04", "V35", "the quote is for other sums, currencies or banks");
      case QUOTE_WITHDRAWN ->
          new Reason("AB04", "V35", "the quote is void: one of its moneys has a new unit");
      case NO_PROVIDER_OFFERS ->
          new Reason("AB04", "V35", "no provider offers a rate for this sum now");
      case STATED_RATE_DIFFERS ->
          new Reason("CH16", "V33", "stated rate is not the rate in force");
      case STATED_AMOUNT_DIFFERS ->
          new Reason("AM09", "V34",
              "settlement amount is not the instructed amount at the rate in force, rounded");
      case CONVERTED_AMOUNT_ZERO ->
          new Reason("AM06", "V31", "converted amount is less than the smallest unit");
      case AMOUNT_TOO_LARGE -> new Reason("AM02", "V31", "amount exceeds what the system can hold");
      case CURRENCY_RETIRED ->
          new Reason("AM11", "V29", "the money has a new unit and code on this day");
      case REDENOMINATION_WINDOW_OVER ->
          new Reason("AM11", "V29", "sums in the old unit are not taken any more");
      case CURRENCY_CHANGES ->
          new Reason("AM11", "V29", "on this day the code means another unit; send it then");
      case DEBTOR_AGENT_ACCOUNT_MISSING ->
          new Reason("DNOR", "V41", "debtor agent has no settlement account in this currency");
      case CREDITOR_AGENT_ACCOUNT_MISSING ->
          new Reason("CNOR", "V41", "creditor agent has no settlement account in this currency");
      case LORO_ACCOUNT_MISSING ->
          new Reason("AG03", "V46", "institutions keep no account with each other in it");
      case PROVIDER_ACCOUNT_MISSING ->
          new Reason("AG03", "V46", "exchange provider has no account in this currency");
      case DEADLINE_PASSED -> new Reason("TM01", "V26", "expiry or reject time has passed");
      case COVER_MISSING -> new Reason("AM04", "V70", "queued or refused: account lacks cover");
      case CREDIT_LINE_EXCEEDED ->
          new Reason("AM23", "V70", "credit line between the institutions is used up");
      case QUEUE_FULL -> new Reason("AM04", "V70", "no cover, and no place to wait for it");
      case AWAITS_CYCLE ->
          new Reason("NARR", "V70",
              "accepted; the sum is set aside and becomes final when the netting cycle closes");
      case WAITED_TOO_LONG ->
          new Reason("AB03", "V71", "deadline came before the money; nothing was moved");
      case VALUE_DAY_CLOSED ->
          new Reason("DT01", "V22",
              "settlement date is no business day of every party's country; give a joint one");
      case CUT_OFF_PASSED ->
          new Reason("TM01", "V22",
              "cut-off of the settlement date has passed; give the next joint business day");
      case VALUE_DAY_NOT_OPENED ->
          new Reason("DT01", "V22",
              "cut-offs of the settlement date are not known: a calendar or a time-zone table"
                  + " is missing; the operator enters it");
      case CHARGE_BEARER_CONTRADICTED ->
          new Reason("BE19", "V36",
              "the debtor is to bear all charges, and the creditor agent deducts its own");
      case FEES_EXCEED_AMOUNT ->
          new Reason("AM06", "V31", "the fees that are deducted would leave nothing");
      case FEE_TOO_LARGE -> new Reason("AM02", "V31", "a fee exceeds what the system can hold");
      case ALREADY_EXISTS,
          CONFLICTS_WITH_EARLIER,
          PARTICIPANT_UNKNOWN,
          NOT_AN_INSTITUTION,
          ACCOUNT_UNKNOWN,
          AGREEMENT_UNKNOWN,
          AGREEMENT_VERSION_NOT_NEXT,
          AGREEMENT_INVALID,
          FIXING_BACKDATED,
          RATE_NEEDS_APPROVAL,
          FUNDS_INSUFFICIENT,
          HOLD_UNKNOWN,
          LINE_NEGATIVE,
          TABLE_FULL,
          BATCH_TOO_LARGE,
          NOT_A_PROVIDER,
          FILTER_INVALID,
          UNDECODABLE ->
          new Reason("NARR", "V99", "operator's command refused: " + refusal);
    };
  }
}
