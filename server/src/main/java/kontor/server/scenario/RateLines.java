package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.governance.Governance;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;

/// Lines of a scenario about rates (F07, F08). Proposals are numbered as they come.
///
/// ```
/// propose-rate 1 for 2026-02-03 legs BRL 5.02520 ARS 108.88670 per USD source "PTAX, A3500"
///     seen 2026-02-02T18:00:00-03:00 [second BRL 5.02 ...] [because "..."]
/// propose-manual 1 for 2026-07-16 price ARS BRL 0.04620 price BRL ARS 21.64500 because "..."
/// approve-rate 1 as CIBRBRB0
/// decline-rate 1 as CIBRBRB0 because "..."
/// fall-back 1 for 2026-07-14 BRL ARS [second BRL 5.02 ...]
///     because "..."
/// ```
final class RateLines {

  static final String WORDS =
      "propose-rate, propose-manual, approve-rate, decline-rate, fall-back";

  private final ScenarioReader reader;

  RateLines(ScenarioReader reader) {
    this.reader = reader;
  }

  static boolean knows(String word) {
    return List.of(WORDS.split(", ")).contains(word);
  }

  Governance read(String word, ScenarioLine line) throws ScenarioLine.Fault {
    return switch (word) {
      case "propose-rate" -> propose(line);
      case "propose-manual" -> manual(line);
      case "approve-rate" -> new RateChange.ApproveFixing(number(line), party(line));
      case "decline-rate" ->
          new RateChange.DeclineFixing(number(line), party(line), because(line));
      case "fall-back" -> fallBack(line);
      default -> throw new AssertionError("no word of rates: " + word);
    };
  }

  private static int number(ScenarioLine line) throws ScenarioLine.Fault {
    return line.wholeNumber("the number of a proposal");
  }

  private static ParticipantId party(ScenarioLine line) throws ScenarioLine.Fault {
    line.expect("as");
    return ScenarioReader.participant(line);
  }

  private static String because(ScenarioLine line) throws ScenarioLine.Fault {
    return line.takes("because") ? line.word("why, in quotes") : "";
  }

  private static RateDay day(ScenarioLine line) throws ScenarioLine.Fault {
    int agreement = line.wholeNumber("the number of an agreement");
    line.expect("for");
    return new RateDay(
        agreement, ScenarioReader.day(line), RateDay.NOT_SAID, RateDay.NOT_SAID);
  }

  private Governance propose(ScenarioLine line) throws ScenarioLine.Fault {
    RateDay when = day(line);
    line.expect("legs");
    List<RateLeg> legs = legs(line);
    List<RateLeg> second = line.takes("second") ? legs(line) : List.of();
    return new RateChange.ProposeFixing(
        when, legs.getFirst(), legs.getLast(), second, because(line));
  }

  private Governance manual(ScenarioLine line) throws ScenarioLine.Fault {
    RateDay when = day(line);
    return new RateChange.ProposeManual(when, price(line), price(line), because(line));
  }

  private Governance fallBack(ScenarioLine line) throws ScenarioLine.Fault {
    RateDay when = day(line);
    Currency one = reader.currency(line);
    Currency other = reader.currency(line);
    List<RateLeg> second = line.takes("second") ? legs(line) : List.of();
    return new RateChange.TakeFallback(
        when.agreement(), when.day(), one, other, second, because(line));
  }

  private Price price(ScenarioLine line) throws ScenarioLine.Fault {
    line.expect("price");
    Currency base = reader.currency(line);
    Currency quoted = reader.currency(line);
    return new Price(base, quoted, line.read("a rate such as 0.04615", Rate::of));
  }

  /// Both legs of one publication.
  private List<RateLeg> legs(ScenarioLine line) throws ScenarioLine.Fault {
    Currency one = reader.currency(line);
    Rate units = line.read("a rate such as 5.02520", Rate::of);
    Currency other = reader.currency(line);
    Rate otherUnits = line.read("a rate such as 108.88670", Rate::of);
    line.expect("per");
    String reference = line.word("the reference, such as USD");
    String source = ScenarioReader.source(line);
    line.expect("seen");
    long seenMs = ScenarioReader.instant(line);
    List<RateLeg> legs = new ArrayList<>();
    legs.add(new RateLeg(one, units, reference, source, "", seenMs, null));
    legs.add(new RateLeg(other, otherUnits, reference, source, "", seenMs, null));
    return legs;
  }
}
