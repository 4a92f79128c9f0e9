package kontor.server.api;

import java.time.LocalDate;
import kontor.engine.Refusal;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Admission;
import kontor.engine.terms.ClearingHouse;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.SettlementModel;
import kontor.readside.FixingRow;
import kontor.readside.ParticipantRow;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// What the core would refuse a payment for whatever its rate: its moneys, its sides, its sum, and
/// what it comes to at a clearing house. There is no cost of what is refused for certain.
final class CostChecks {

  /// The banks' institutions, as far as they are known.
  record Sides(@Nullable ParticipantId payer, @Nullable ParticipantId payee) {}

  private final Queries queries;

  CostChecks(Queries queries) {
    this.queries = queries;
  }

  void check(AgreedTerms terms, Sides sides, Money debit, Currency to, long nowMs, int agreement)
      throws ProblemException {
    Currency from = debit.currency();
    checkUnit(from, terms.day());
    checkMoneys(terms, from, to);
    checkSide(terms, sides.payer(), from, from.equals(to));
    checkSide(terms, sides.payee(), to, from.equals(to));
    if (sides.payer() != null && sides.payer().equals(sides.payee())) {
      throw refused(
          Refusal.NO_AGREEMENT,
          "both banks are of " + sides.payer() + "; name banks of two parties");
    }
    checkMaximum(terms, debit);
    if (terms.house() != null) {
      checkCleared(terms, terms.house(), debit, nowMs, agreement);
    }
  }

  /// An old code that will mean the new unit: on a later day nobody can tell which is meant.
  private void checkUnit(Currency money, int day) throws ProblemException {
    for (RedenominationRow row : queries.redenominations()) {
      RedenominationPlan plan = row.plan();
      if (row.standing().state() == RedenominationRow.State.SCHEDULED
          && plan.from().equals(money)
          && plan.oldCode() == RedenominationPlan.OldCode.MEANS_NEW
          && !plan.isDatedBefore(day)) {
        throw refused(
            Refusal.CURRENCY_CHANGES,
            money + " becomes " + plan.to() + " on " + LocalDate.ofEpochDay(plan.day())
                + "; ask for a value date before it");
      }
    }
  }

  private static void checkMoneys(AgreedTerms terms, Currency from, Currency to)
      throws ProblemException {
    boolean isOne = from.equals(to);
    boolean isAgreed =
        switch (terms.model()) {
          case SINGLE -> isOne;
          // The payee's institution keeps no book in the payer's money.
          case CLEARING -> !isOne;
          case RECIPROCAL, PROVIDER, NET ->
              !isOne || terms.limits().oneCurrency().contains(from);
        };
    if (!isAgreed) {
      throw refused(
          Refusal.CURRENCY_NOT_AGREED,
          "no payment of " + from + " that is credited as " + to + " is agreed under the model "
              + terms.model()
              + (terms.model() == SettlementModel.SINGLE
                  ? ", which converts nothing; ask in one money"
                  : ", which converts it; ask for the money of the other party"));
    }
  }

  /// @param money that of the side where something is converted
  private static void checkSide(
      AgreedTerms terms, @Nullable ParticipantId institution, Currency money, boolean isOne)
      throws ProblemException {
    if (institution == null) {
      return;
    }
    for (AgreedTerms.Party party : terms.parties()) {
      if (party.institution().equals(institution)) {
        if (isOne || party.money().equals(money)) {
          return;
        }
        throw refused(
            Refusal.CURRENCY_NOT_AGREED,
            "the money of " + institution + " is " + party.money() + ", not " + money
                + "; name a bank of the side that has it");
      }
    }
    throw refused(
        Refusal.NO_AGREEMENT,
        institution + " is no party of the agreement; name a bank of one that is");
  }

  private static void checkMaximum(AgreedTerms terms, Money debit) throws ProblemException {
    for (Money maximum : terms.limits().maximums()) {
      if (maximum.currency().equals(debit.currency()) && debit.minor() > maximum.minor()) {
        throw refused(
            Refusal.AMOUNT_ABOVE_AGREED_MAXIMUM,
            "one payment is at most " + maximum + "; give a smaller amount");
      }
    }
  }

  private void checkCleared(
      AgreedTerms terms, ClearingHouse through, Money debit, long nowMs, int agreement)
      throws ProblemException {
    if (!isActive(through.house())) {
      throw refused(
          Refusal.INSTITUTION_SUSPENDED,
          "the clearing house " + through.house() + " is not active; ask when it is");
    }
    Currency unit = through.unit();
    FixingRow row = queries.fixing(agreement, debit.currency().code(), unit.code(), nowMs);
    if (row == null) {
      throw refused(
          Refusal.FIXING_MISSING,
          "no rate is in force for 1 " + debit.currency() + " in the unit of account " + unit
              + "; publish one, then ask again");
    }
    Money sum = Conversions.convert(debit, row.fixing().rate(), unit, terms.sums());
    if (sum != null && sum.minor() == 0) {
      throw refused(
          Refusal.CONVERTED_AMOUNT_ZERO,
          "the amount comes to nothing in the unit of account " + unit + "; give a larger one");
    }
  }

  private boolean isActive(ParticipantId house) {
    for (ParticipantRow row : queries.participants()) {
      if (row.participant().equals(house)) {
        return row.admission() == Admission.ACTIVE;
      }
    }
    return false;
  }

  /// @param reason why the core would refuse the payment
  static ProblemException refused(Refusal reason, String detail) {
    return new ProblemException(
        new Problem(422, "not-calculated", "There is no result", reason + ": " + detail));
  }
}
