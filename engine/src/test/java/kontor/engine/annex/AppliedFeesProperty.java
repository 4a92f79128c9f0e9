package kontor.engine.annex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Gen;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The fees of a payment against the same in the JDK's decimals, rule by rule, in words that say
/// what the annex says.
class AppliedFeesProperty {

  private static final int CASES = 150_000;
  private static final long SEED = 20_261_128;
  private static final long FEE_MAX = 999_999_999_999_999_999L;
  private static final BigDecimal NOTHING = BigDecimal.ZERO;

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency PYG = new Currency("PYG", 0);
  private static final Currency KWD = new Currency("KWD", 3);
  private static final List<ParticipantId> INSTITUTIONS =
      List.of(ParticipantId.ofBic("BCRAARBA"), ParticipantId.ofBic("BCBRBRDF"));
  private static final List<ParticipantId> BANKS =
      List.of(
          ParticipantId.ofBic("BANKARB1"),
          ParticipantId.ofBic("BANKARB2"),
          ParticipantId.ofBic("BANKBRS1"));
  private static final List<Currency> MONEYS = List.of(ARS, PYG, KWD);
  private static final List<OperationClass> CLASSES =
      List.of(OperationClass.ANY, OperationClass.GOODS, OperationClass.PENSION);
  private static final List<Rounding> ROUNDINGS =
      List.of(Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.UP, Rounding.DOWN);

  @Test
  void feesAreAsTheOracleSays() {
    Gen gen = new Gen(SEED);
    int applied = 0;
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      AnnexTerms.Fees terms = terms(gen);
      AppliedFees.Payment payment = payment(gen);
      Rounding rounding = gen.choice(ROUNDINGS);
      String expected = oracle(terms, payment, rounding);
      AppliedFees.Answer answer = AppliedFees.of(terms, payment, rounding, FEE_MAX);
      applied += answer.fees() != null && !answer.fees().rules().isEmpty() ? 1 : 0;
      refused += answer.fault() != null ? 1 : 0;
      int number = i;
      assertEquals(
          expected,
          text(answer),
          () -> "seed " + SEED + " case " + number + ": " + payment + " " + terms);
    }
    // The cases say something: many have fees, and some are refused.
    assertTrue(applied > CASES / 10, applied + " of " + CASES);
    assertTrue(refused > CASES / 50, refused + " of " + CASES);
  }

  private static AnnexTerms.Fees terms(Gen gen) {
    List<FeeRule> rules = new ArrayList<>();
    int count = gen.below(6);
    for (int i = 0; i < count; i++) {
      Agent agent = gen.choice(List.of(Agent.values()));
      long from = gen.percent(60) ? 0 : gen.ofAnyLength(40);
      rules.add(
          new FeeRule(
              gen.choice(CLASSES),
              gen.choice(MONEYS),
              from,
              gen.percent(60) ? Long.MAX_VALUE : from + gen.ofAnyLength(40),
              agent,
              gen.choice(List.of(Collection.values())),
              formula(gen),
              scope(gen)));
    }
    return new AnnexTerms.Fees(rules, List.of());
  }

  private static FeeRule.Scope scope(Gen gen) {
    return new FeeRule.Scope(
        gen.percent(88) ? null : gen.choice(INSTITUTIONS),
        gen.percent(88) ? null : gen.choice(BANKS));
  }

  private static FeeFormula formula(Gen gen) {
    long floor = gen.percent(50) ? 0 : gen.ofAnyLength(20);
    return new FeeFormula(
        gen.percent(50) ? 0 : gen.ofAnyLength(gen.percent(3) ? 62 : 20),
        gen.percent(30) ? null : new Rate(1 + gen.below(2_000_000), 9 + gen.below(4)),
        floor,
        gen.percent(50) ? FeeFormula.NO_CAP : floor + gen.ofAnyLength(30));
  }

  private static AppliedFees.Payment payment(Gen gen) {
    Currency debit = gen.choice(MONEYS);
    Money paid = new Money(1 + gen.ofAnyLength(45), debit);
    Currency credit = gen.choice(MONEYS);
    return new AppliedFees.Payment(
        gen.choice(List.of(OperationClass.GOODS, OperationClass.PENSION, OperationClass.RETURN)),
        paid,
        credit.equals(debit) ? paid : new Money(1 + gen.ofAnyLength(45), credit),
        gen.choice(List.of(ChargeBearer.values())),
        new AppliedFees.Sides(
            gen.percent(10) ? null : gen.choice(INSTITUTIONS),
            gen.percent(10) ? null : gen.choice(BANKS),
            gen.percent(10) ? null : gen.choice(BANKS)));
  }

  /// As a person reads the annex: rule by rule, with a pencil.
  private static String oracle(
      AnnexTerms.Fees terms, AppliedFees.Payment payment, Rounding rounding) {
    StringBuilder lines = new StringBuilder();
    BigDecimal leftOfDebit = decimal(payment.debit());
    BigDecimal leftOfCredit = decimal(payment.credit());
    boolean isContradicted = false;
    for (int i = 0; i < terms.rules().size(); i++) {
      FeeRule rule = terms.rules().get(i);
      BigDecimal fee =
          counts(rule, terms, payment) ? fee(rule, payment, rounding) : null;
      if (fee != null && fee.unscaledValue().longValue() > FEE_MAX
          || fee != null && fee.unscaledValue().bitLength() > 63) {
        return "FEE_TOO_LARGE";
      }
      if (fee == null || fee.signum() == 0) {
        continue;
      }
      boolean isDeducted =
          rule.collection() == Collection.DEDUCTED && rule.agent() != Agent.OTHER;
      if (isDeducted && rule.agent() == Agent.DEBTOR_AGENT) {
        leftOfDebit = leftOfDebit.subtract(fee);
      } else if (isDeducted) {
        leftOfCredit = leftOfCredit.subtract(fee);
        isContradicted |= payment.bearer() == ChargeBearer.DEBT;
      }
      lines
          .append(i + 1)
          .append(isDeducted ? " takes " : " bills ")
          .append(fee.toPlainString())
          .append(' ')
          .append(rule.currency())
          .append('\n');
    }
    if (isContradicted) {
      return "BEARER_CONTRADICTED";
    }
    if (leftOfDebit.signum() <= 0 || leftOfCredit.signum() <= 0) {
      return "SUM_EATEN_UP";
    }
    return lines + "left " + leftOfCredit.toPlainString();
  }

  /// Whether it is for these banks and this direction, and no rule for the bank itself is in its
  /// place.
  private static boolean counts(
      FeeRule rule, AnnexTerms.Fees terms, AppliedFees.Payment payment) {
    return isFor(rule, payment)
        && (rule.scope().bank() != null
            || terms.rules().stream()
                .filter(other -> other.scope().bank() != null)
                .filter(other -> other.agent() == rule.agent())
                .filter(other -> other.operation() == rule.operation())
                .filter(other -> other.currency().equals(rule.currency()))
                .noneMatch(other -> isFor(other, payment)));
  }

  private static boolean isFor(FeeRule rule, AppliedFees.Payment payment) {
    AppliedFees.Sides sides = payment.sides();
    List<@Nullable ParticipantId> banks = new ArrayList<>();
    if (rule.agent() != Agent.CREDITOR_AGENT) {
      banks.add(sides.debtorAgent());
    }
    if (rule.agent() != Agent.DEBTOR_AGENT) {
      banks.add(sides.creditorAgent());
    }
    ParticipantId sentFrom = rule.scope().sentFrom();
    return (rule.scope().bank() == null || banks.contains(rule.scope().bank()))
        && (sentFrom == null || sentFrom.equals(sides.payer()));
  }

  private static @Nullable BigDecimal fee(
      FeeRule rule, AppliedFees.Payment payment, Rounding rounding) {
    boolean isOfDebit = rule.currency().equals(payment.debit().currency());
    boolean isOfCredit = rule.currency().equals(payment.credit().currency());
    if (rule.collection() == Collection.DEDUCTED) {
      isOfDebit &= rule.agent() != Agent.CREDITOR_AGENT;
      isOfCredit &= rule.agent() != Agent.DEBTOR_AGENT;
    }
    boolean isOfClass =
        rule.operation() == OperationClass.ANY || rule.operation() == payment.operation();
    if (!isOfClass || !isOfDebit && !isOfCredit) {
      return null;
    }
    Money of = isOfDebit ? payment.debit() : payment.credit();
    if (of.minor() < rule.fromMinor() || of.minor() > rule.untilMinor()) {
      return null;
    }
    FeeFormula formula = rule.formula();
    Rate share = formula.share();
    BigDecimal part =
        share == null
            ? NOTHING
            : BigDecimal.valueOf(share.unscaled(), share.scale())
                .multiply(BigDecimal.valueOf(of.minor()));
    BigDecimal fee =
        part.add(BigDecimal.valueOf(formula.fixedMinor()))
            .max(BigDecimal.valueOf(formula.floorMinor()))
            .min(BigDecimal.valueOf(formula.capMinor()))
            .setScale(0, RoundingMode.valueOf(rounding.name()));
    return new BigDecimal(fee.unscaledValue(), rule.currency().minorDigits());
  }

  private static BigDecimal decimal(Money money) {
    return BigDecimal.valueOf(money.minor(), money.currency().minorDigits());
  }

  private static String text(AppliedFees.Answer answer) {
    AppliedFees fees = answer.fees();
    if (fees == null) {
      return String.valueOf(answer.fault());
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < fees.rules().size(); i++) {
      var fee = fees.plan().fees().get(i);
      lines
          .append(fees.rules().get(i))
          .append(fee.collection() == Collection.DEDUCTED ? " takes " : " bills ")
          .append(fee.money().decimal())
          .append(' ')
          .append(fee.money().currency())
          .append('\n');
    }
    return lines + "left " + fees.received().decimal();
  }
}
