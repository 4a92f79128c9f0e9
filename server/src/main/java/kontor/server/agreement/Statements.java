package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.DocumentRule;
import kontor.engine.annex.FeeRule;
import kontor.engine.annex.HsRule;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.Holiday;
import kontor.engine.rates.FeeFormula;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;

/// The parts of an agreement as statements, in their canonical order. What is nothing, such as a
/// queue of no time, is not written.
final class Statements {

  /// A name of a parameter that needs no quotes.
  static final String PLAIN_NAME = "[a-z][a-z0-9-]*";

  private final List<Statement> all = new ArrayList<>();

  private Statements() {}

  private void add(String name, String value) {
    all.add(new Statement(name, value));
  }

  static List<Statement> of(AgreementFrame frame) {
    Statements to = new Statements();
    for (AgreementFrame.Party party : frame.parties()) {
      to.add("party " + party.institution().bic(), party.country() + " " + party.money());
    }
    to.add("law", Words.quote(frame.governingLaw()));
    to.add("zone", frame.zone());
    String period = Spelling.period(frame.fromDay(), frame.untilDay());
    to.add("from", period.substring("from ".length()));
    to.add("run-off", frame.runOffDays() + " days");
    to.add("ratification", frame.ratification().name().toLowerCase(Locale.ROOT)
        .replace('_', '-'));
    return to.all;
  }

  static List<Statement> of(AnnexTerms terms) {
    Statements to = new Statements();
    switch (terms) {
      case AnnexTerms.Settlement t -> to.settlement(t);
      case AnnexTerms.Rates t -> to.rates(t);
      case AnnexTerms.Days t -> to.days(t);
      case AnnexTerms.Fees t -> to.fees(t);
      case AnnexTerms.Operations t -> to.operations(t);
      case AnnexTerms.Clearing t -> {
        to.add("house", t.house().bic());
        to.add("unit", t.unit().code());
      }
      case AnnexTerms.Parameters t ->
          t.values().forEach(value -> to.add(plain(value.name()), Words.quote(value.value())));
    }
    return to.all;
  }

  static List<Statement> of(Calendar calendar) {
    Statements to = new Statements();
    to.add(
        "rest",
        calendar.restDays().isEmpty()
            ? CalendarPart.NONE
            : list(calendar.restDays().stream().map(Enum::name)));
    for (Holiday holiday : calendar.holidays()) {
      to.add(
          (holiday.length() == Holiday.Length.HALF ? "half-day " : "holiday ")
              + Spelling.day(holiday.day()),
          Words.quote(holiday.name())
              + (holiday.declaredOnDay() == Holiday.ALWAYS_KNOWN
                  ? ""
                  : " declared " + Spelling.day(holiday.declaredOnDay())));
    }
    return to.all;
  }

  private void settlement(AnnexTerms.Settlement terms) {
    add("model", terms.model().name());
    if (!terms.providers().isEmpty()) {
      add("provider", list(terms.providers().stream().map(ParticipantId::bic)));
    }
    if (!terms.oneCurrency().isEmpty()) {
      add("one-currency", list(terms.oneCurrency().stream().map(Currency::code)));
    }
    for (Money maximum : terms.maximums()) {
      add("maximum " + maximum.currency(), maximum.decimal());
    }
    if (terms.queueMs() > 0) {
      add("queue", Spelling.duration(terms.queueMs()));
    }
  }

  private void rates(AnnexTerms.Rates terms) {
    for (AnnexTerms.PairProfile pair : terms.profiles()) {
      add("profile " + pair.base() + "/" + pair.quoted(), pair.profile().toString());
    }
    add("sums", terms.sums().name());
    add("approval", terms.approval().name());
    if (terms.deviationPpm() > 0) {
      add("deviation", Spelling.percent(terms.deviationPpm()));
    }
    if (terms.secondPpm() > 0) {
      add("second-deviation", Spelling.percent(terms.secondPpm()));
    }
    if (terms.legAgeMs() > 0) {
      add("leg-age", Spelling.duration(terms.legAgeMs()));
    }
    add("breach", terms.breach().name());
    add("unconfirmed", terms.unconfirmed().name());
    if (!terms.waterfall().isEmpty()) {
      add("fallback", list(terms.waterfall().stream().map(rung -> rung(rung, terms))));
    }
    for (AnnexTerms.RateSource source : terms.sources()) {
      add("source " + Words.quote(source.name()), source.role().name());
    }
  }

  private static String rung(Rung rung, AnnexTerms.Rates terms) {
    return rung == Rung.PREVIOUS ? rung + " " + terms.previousDays() : rung.name();
  }

  private void days(AnnexTerms.Days terms) {
    add("countries", list(terms.countries().stream()));
    for (DayGrid.Moment moment : terms.grid().moments()) {
      add(
          "moment " + moment.name(),
          Spelling.time(moment.secondOfDay()) + " " + moment.zone()
              + (moment.halfDaySecond() == moment.secondOfDay()
                  ? ""
                  : " half-day " + Spelling.time(moment.halfDaySecond())));
    }
    Money penalty = terms.extensionPenalty();
    if (penalty != null) {
      add("extension", Spelling.money(penalty));
    }
  }

  private void fees(AnnexTerms.Fees terms) {
    for (FeeRule rule : terms.rules()) {
      add(
          "fee " + rule.operation() + " " + rule.currency()
              + band(rule.fromMinor(), rule.untilMinor(), rule.currency())
              + " " + rule.agent() + " " + rule.collection() + Spelling.scope(rule.scope()),
          formula(rule.formula(), rule.currency()).strip());
    }
    terms.penalties().forEach(
        penalty -> add("penalty " + penalty.cause(), Spelling.money(penalty.sum())));
  }

  private static String band(long fromMinor, long untilMinor, Currency currency) {
    return (fromMinor == 0 ? "" : " from " + Spelling.sum(fromMinor, currency))
        + (untilMinor == Long.MAX_VALUE ? "" : " until " + Spelling.sum(untilMinor, currency));
  }

  private static String formula(FeeFormula formula, Currency currency) {
    boolean hasParts =
        formula.share() != null || formula.floorMinor() > 0
            || formula.capMinor() != FeeFormula.NO_CAP;
    return (formula.fixedMinor() == 0 && hasParts
            ? ""
            : " fixed " + Spelling.sum(formula.fixedMinor(), currency))
        + (formula.share() == null ? "" : " share " + formula.share())
        + (formula.floorMinor() == 0
            ? ""
            : " floor " + Spelling.sum(formula.floorMinor(), currency))
        + (formula.capMinor() == FeeFormula.NO_CAP
            ? ""
            : " cap " + Spelling.sum(formula.capMinor(), currency));
  }

  private void operations(AnnexTerms.Operations terms) {
    for (ClassRule rule : terms.classes()) {
      String value =
          named(rule.id(), Spelling.ruleName(rule.operation()))
              + (rule.tenorDays() == 0 ? "" : " tenor " + rule.tenorDays() + " days")
              + sums(" minimum ", rule.floors())
              + sums(" maximum ", rule.ceilings())
              + sums(" per-day ", rule.dayCeilings());
      add("class " + rule.operation(), value.strip());
    }
    for (HsRule rule : terms.goods()) {
      String range = Spelling.ruleName(rule.from(), rule.until());
      add("goods " + range, rule.verdict() + named(rule.id(), range));
    }
    for (DocumentRule rule : terms.documents()) {
      String documents =
          rule.documents().isEmpty()
              ? "none"
              : list(rule.documents().stream().map(Words::quote));
      add(
          "documents " + rule.operation() + " " + rule.currency()
              + band(rule.fromMinor(), rule.untilMinor(), rule.currency()),
          documents
              + named(
                  rule.id(),
                  Spelling.ruleName(rule.operation(), rule.currency(), rule.fromMinor())));
    }
  }

  private static String sums(String name, List<Money> sums) {
    return sums.stream().map(money -> name + Spelling.money(money)).collect(Collectors.joining());
  }

  private static String named(String id, String usual) {
    return id.equals(usual) ? "" : " rule " + Words.quote(id);
  }

  private static String plain(String name) {
    return name.matches(PLAIN_NAME) ? name : Words.quote(name);
  }

  private static String list(Stream<String> values) {
    return values.collect(Collectors.joining(", "));
  }
}
