package kontor.server.console;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kontor.engine.Refusal;
import kontor.engine.terms.PaymentState;
import kontor.readside.PaymentRow;
import org.jspecify.annotations.Nullable;

/// What the core looks at before a payment becomes final, in its order.
enum Check {
  IDENTITY(Stage.IDENTITY),
  CAPACITY(Stage.IDENTITY),
  SENDER(Stage.PARTICIPANTS),
  PAYER_BANK(Stage.PARTICIPANTS),
  PAYEE_BANK(Stage.PARTICIPANTS),
  INSTITUTIONS(Stage.PARTICIPANTS),
  AGREEMENT(Stage.PARTICIPANTS),
  CURRENCY(Stage.MONEY),
  AMOUNT(Stage.MONEY),
  RATE(Stage.MONEY),
  CONVERSION(Stage.MONEY),
  OPERATION(Stage.OPERATION),
  ACCOUNTS(Stage.ACCOUNTS),
  DEADLINE(Stage.TIME),
  COVER(Stage.TIME),
  FEES(Stage.FEES);

  private final Stage stage;

  Check(Stage stage) {
    this.stage = stage;
  }

  private enum Stage {
    IDENTITY,
    PARTICIPANTS,
    MONEY,
    OPERATION,
    ACCOUNTS,
    TIME,
    FEES
  }

  enum Verdict {
    PASSED,
    FAILED,
    WAITING,
    /// An earlier one failed, so this one was not looked at.
    NOT_REACHED
  }

  /// @param refusals the reasons of this check, if it failed or makes the payment wait
  record Line(Check check, Verdict verdict, List<Refusal> refusals) {}

  /// How each check ended for a payment as it stands.
  static List<Line> of(PaymentRow payment) {
    PaymentState state = payment.standing().state();
    List<Refusal> refusals = payment.standing().refusals();
    Set<Check> struck = EnumSet.noneOf(Check.class);
    for (Refusal refusal : refusals) {
      Check check = of(refusal);
      if (check != null) {
        struck.add(check);
      }
    }
    return List.of(values()).stream()
        .map(
            check ->
                new Line(
                    check,
                    check.verdict(state, struck),
                    refusals.stream().filter(refusal -> of(refusal) == check).toList()))
        .toList();
  }

  private Verdict verdict(PaymentState state, Set<Check> struck) {
    if (struck.contains(this)) {
      return isWaiting(state) ? Verdict.WAITING : Verdict.FAILED;
    }
    // One that was accepted had passed all of them, whatever became of it later.
    boolean behindFailure =
        (state == PaymentState.REJECTED || state == PaymentState.AWAITS_RATE)
            && struck.stream().allMatch(failed -> failed.stage.compareTo(stage) <= 0)
            && struck.stream().allMatch(failed -> failed.compareTo(this) < 0);
    return behindFailure ? Verdict.NOT_REACHED : Verdict.PASSED;
  }

  private static boolean isWaiting(PaymentState state) {
    return state == PaymentState.QUEUED || state == PaymentState.AWAITS_RATE;
  }

  /// The check that gives a reason; null for those that only operators' commands get.
  static @Nullable Check of(Refusal refusal) {
    return switch (refusal) {
      case MESSAGE_ID_REUSED, UETR_REUSED, INSTRUCTION_ID_REUSED, TRANSACTION_ID_REUSED ->
          IDENTITY;
      case TABLE_FULL -> CAPACITY;
      case SENDER_UNKNOWN, SENDER_NOT_ENTITLED -> SENDER;
      case DEBTOR_AGENT_UNKNOWN, DEBTOR_AGENT_SUSPENDED -> PAYER_BANK;
      case CREDITOR_AGENT_UNKNOWN, CREDITOR_AGENT_SUSPENDED -> PAYEE_BANK;
      case INSTITUTION_SUSPENDED -> INSTITUTIONS;
      case NO_AGREEMENT,
          AGREEMENT_NOT_IN_FORCE,
          AGREEMENT_SUSPENDED,
          AGREEMENT_TERMINATED,
          ANNEX_NOT_IN_FORCE,
          CYCLE_MISSING ->
          AGREEMENT;
      case CURRENCY_UNKNOWN,
          CURRENCY_NOT_AGREED,
          CURRENCY_RETIRED,
          REDENOMINATION_WINDOW_OVER,
          CURRENCY_CHANGES ->
          CURRENCY;
      case AMOUNT_ZERO, AMOUNT_ABOVE_AGREED_MAXIMUM, AMOUNT_TOO_LARGE -> AMOUNT;
      case FIXING_MISSING,
          RATE_UNCONFIRMED,
          RATE_STALE,
          PAIR_CLOSED,
          STATED_RATE_DIFFERS,
          QUOTE_UNKNOWN,
          QUOTE_EXPIRED,
          QUOTE_USED,
          QUOTE_DIFFERS,
          QUOTE_WITHDRAWN,
          NO_PROVIDER_OFFERS ->
          RATE;
      case STATED_AMOUNT_DIFFERS, CONVERTED_AMOUNT_ZERO -> CONVERSION;
      case OPERATION_CLASS_NOT_AGREED,
          OPERATION_NOT_ELIGIBLE,
          GOODS_NOT_STATED,
          LICENCE_NEEDED,
          DOCUMENTS_NEEDED,
          OPERATION_CEILING_EXCEEDED ->
          OPERATION;
      case DEBTOR_AGENT_ACCOUNT_MISSING,
          CREDITOR_AGENT_ACCOUNT_MISSING,
          LORO_ACCOUNT_MISSING,
          PROVIDER_ACCOUNT_MISSING ->
          ACCOUNTS;
      case DEADLINE_PASSED,
          WAITED_TOO_LONG,
          VALUE_DAY_CLOSED,
          CUT_OFF_PASSED,
          VALUE_DAY_NOT_OPENED ->
          DEADLINE;
      case COVER_MISSING, CREDIT_LINE_EXCEEDED, QUEUE_FULL, AWAITS_CYCLE -> COVER;
      case CHARGE_BEARER_CONTRADICTED, FEES_EXCEED_AMOUNT, FEE_TOO_LARGE -> FEES;
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
          BATCH_TOO_LARGE,
          NOT_A_PROVIDER,
          FILTER_INVALID,
          UNDECODABLE ->
          null;
    };
  }
}
