package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.FeeRule;
import kontor.engine.annex.Penalty;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Fees and penalties (F32). An annex without a line says that nothing costs anything.
///
/// ```
/// annex fees version 1 from 2026-01-01
///   fee GOODS INR from 1000.00 DEBTOR_AGENT DEDUCTED fixed 25.00 share 0.0015 cap 900.00
///   fee ANY IDR OTHER INVOICED share 0.0005 floor 10000.00
///   fee ANY INR DEBTOR_AGENT INVOICED sent-from CIININB0 bank BKEEINC0 fixed 5.00
///   penalty LATE_RETURN SAR 100.00
/// ```
///
/// `sent-from` names the institution of the payer's side, `bank` a bank with fees of its own: they
/// take the place of those for all banks, of the same agent, class and currency.
///
/// A fee is min(cap, max(floor, fixed + share x sum)); the share is a fraction of the sum.
final class FeesPart extends AnnexPart {

  private static final String WORDS = "fee, penalty";
  private static final String FORMULA = "fixed, share, floor, cap";

  private final List<FeeRule> rules = new ArrayList<>();
  private final List<Penalty> penalties = new ArrayList<>();

  FeesPart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    switch (word) {
      case "fee" -> fee(words);
      case "penalty" -> {
        Penalty.Cause cause = words.oneOf(Penalty.Cause.class);
        once("penalty " + cause);
        penalties.add(new Penalty(cause, Spelling.sum(words, names().currency(words))));
      }
      default -> throw unknown(word, WORDS);
    }
  }

  private void fee(Words words) throws Words.Fault {
    OperationClass operation = words.oneOf(OperationClass.class);
    Currency currency = names().currency(words);
    Band band = Band.read(words, currency);
    FeePlan.Agent agent = words.oneOf(FeePlan.Agent.class);
    FeePlan.Collection collection = words.oneOf(FeePlan.Collection.class);
    if (agent == FeePlan.Agent.OTHER && collection == FeePlan.Collection.DEDUCTED) {
      throw new Words.Fault(
          "only the agents of debtor and creditor take fees out of a payment",
          "write INVOICED, or name DEBTOR_AGENT or CREDITOR_AGENT");
    }
    FeeRule.Scope scope = scope(words);
    FeeRule rule =
        new FeeRule(
            operation, currency, band.fromMinor(), band.untilMinor(), agent, collection,
            formula(words, currency), scope);
    for (FeeRule other : rules) {
      boolean isSame =
          other.operation() == operation && other.agent() == agent
              && other.currency().equals(currency) && meet(other.scope(), scope);
      if (isSame && band.overlaps(other.fromMinor(), other.untilMinor())) {
        throw new Words.Fault("two fees are stated for the same sum, class and agent",
            "let one band end before the next begins");
      }
    }
    once(name(rule));
    rules.add(rule);
  }

  private static FeeRule.Scope scope(Words words) throws Words.Fault {
    ParticipantId sentFrom = words.takes("sent-from") ? Spelling.bic(words) : null;
    ParticipantId bank = words.takes("bank") ? Spelling.bic(words) : null;
    return new FeeRule.Scope(sentFrom, bank);
  }

  /// Whether there can be a payment for both.
  private static boolean meet(FeeRule.Scope one, FeeRule.Scope other) {
    boolean isOneDirection =
        one.sentFrom() == null || other.sentFrom() == null
            || one.sentFrom().equals(other.sentFrom());
    return isOneDirection && Objects.equals(one.bank(), other.bank());
  }

  private static String name(FeeRule rule) {
    return "fee " + rule.operation() + " " + rule.currency() + " " + rule.fromMinor() + " "
        + rule.agent() + Spelling.scope(rule.scope());
  }

  private static FeeFormula formula(Words words, Currency currency) throws Words.Fault {
    long fixed = -1;
    Rate share = null;
    long floor = -1;
    long cap = -1;
    do {
      String part = words.word("one of " + FORMULA);
      boolean isSaid =
          switch (part) {
            case "fixed" -> fixed >= 0;
            case "share" -> share != null;
            case "floor" -> floor >= 0;
            case "cap" -> cap >= 0;
            default -> throw new Words.Fault(
                "\"" + part + "\" is not part of a fee", "allowed: " + FORMULA);
          };
      if (isSaid) {
        throw new Words.Fault("\"" + part + "\" stands twice", "keep one of the two");
      }
      switch (part) {
        case "fixed" -> fixed = Spelling.sum(words, currency).minor();
        case "share" -> share = share(words);
        case "floor" -> floor = Spelling.sum(words, currency).minor();
        default -> cap = Spelling.sum(words, currency).minor();
      }
    } while (words.hasMore());
    if (cap >= 0 && cap < floor) {
      throw new Words.Fault("the cap is below the floor", "write a cap that is not below it");
    }
    return formula(Math.max(fixed, 0), share, Math.max(floor, 0), cap);
  }

  private static FeeFormula formula(long fixed, @Nullable Rate share, long floor, long cap) {
    return new FeeFormula(fixed, share, floor, cap < 0 ? FeeFormula.NO_CAP : cap);
  }

  private static Rate share(Words words) throws Words.Fault {
    return words.read(
        "a share of the sum such as 0.0015",
        word -> {
          if (!word.matches("0\\.\\d+") || word.matches("[0.]+")) {
            throw new IllegalArgumentException(
                "write a fraction below one: 0.0015 for fifteen basis points");
          }
          if (!word.matches("0\\.\\d{1,12}")) {
            throw new IllegalArgumentException("write at most 12 decimals");
          }
          return Rate.of(word);
        });
  }

  @Override
  AnnexTerms terms() {
    return new AnnexTerms.Fees(rules, penalties);
  }

  @Override
  void check() {
    // Nothing is needed: a schedule without fees is a schedule.
  }

  @Override
  void check(AgreementFrame frame) {
    rules.forEach(rule -> checkMoney(name(rule), rule.currency(), frame));
    for (FeeRule rule : rules) {
      ParticipantId sentFrom = rule.scope().sentFrom();
      if (sentFrom != null && !frame.isParty(sentFrom)) {
        complain(name(rule), sentFrom + " is no party, so nothing is sent from it",
            "name an institution of the agreement");
      }
    }
    penalties.forEach(
        penalty ->
            checkMoney("penalty " + penalty.cause(), penalty.sum().currency(), frame));
  }
}
