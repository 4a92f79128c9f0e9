package kontor.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.FeeRule;
import kontor.engine.annex.Penalty;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Annexes on fees in a transcript, and what was charged.
///
/// ```
/// > annex 7 FEES 1 2026-04-01..open fee ANY ARS OTHER INVOICED share 0.001 ; penalty OVER_LIMIT
/// ```
/// A fee may say `from` and `until`, `fixed`, `share`, `floor` and `cap`.
final class FeeWords {

  private FeeWords() {}

  static AnnexTerms annex(List<String> words) {
    List<FeeRule> rules = new ArrayList<>();
    List<Penalty> penalties = new ArrayList<>();
    for (String line : String.join(" ", words).split(" ; ")) {
      List<String> said = List.of(line.split(" "));
      switch (said.getFirst()) {
        case "fee" -> rules.add(rule(said));
        case "penalty" ->
            penalties.add(
                new Penalty(
                    Penalty.Cause.valueOf(said.get(1)), World.money(said.get(2), said.get(3))));
        default -> {
          // An annex without a line says that nothing costs anything.
        }
      }
    }
    return new AnnexTerms.Fees(rules, penalties);
  }

  /// Reads `fee GOODS ARS DEBTOR_AGENT DEDUCTED fixed 0.25 share 0.0015 cap 9.00`.
  private static FeeRule rule(List<String> words) {
    String currency = words.get(2);
    int share = words.indexOf("share");
    return new FeeRule(
        OperationClass.valueOf(words.get(1)),
        World.currency(currency),
        minor(words, "from", 0),
        minor(words, "until", Long.MAX_VALUE),
        FeePlan.Agent.valueOf(words.get(3)),
        FeePlan.Collection.valueOf(words.get(4)),
        new FeeFormula(
            minor(words, "fixed", 0),
            share < 0 ? null : Rate.of(words.get(share + 1)),
            minor(words, "floor", 0),
            minor(words, "cap", FeeFormula.NO_CAP)),
        new FeeRule.Scope(participant(words, "sent-from"), participant(words, "bank")));
  }

  private static @Nullable ParticipantId participant(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? null : World.participant(words.get(at + 1));
  }

  private static long minor(List<String> words, String name, long otherwise) {
    int at = words.indexOf(name);
    Money money = at < 0 ? null : World.money(words.get(at + 1), words.get(2));
    return money == null ? otherwise : money.minor();
  }

  static String text(Event.FeesCharged event) {
    String fees =
        event.fees().stream()
            .map(
                fee ->
                    "    rule %d %s %s %s to %s by %s\n"
                        .formatted(
                            fee.rule(),
                            fee.agent(),
                            fee.collection(),
                            fee.money(),
                            World.name(fee.earner()),
                            World.name(fee.payer())))
            .collect(Collectors.joining());
    return "fees of u%d, annex %d, %s:\n%s    received %s"
        .formatted(
            event.payment().low(), event.annex(), event.bearer(), fees, event.received());
  }

  static String text(Event.PenaltyCharged event) {
    return "penalty %s %s by %s, %s%s"
        .formatted(
            event.cause(),
            event.sum(),
            World.name(event.participant()),
            event.payment() == null ? "" : "u" + event.payment().low() + " ",
            event.about());
  }
}
