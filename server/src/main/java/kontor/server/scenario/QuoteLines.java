package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;

/// Lines of a scenario about quotes (F09). Quotes are numbered as they come.
///
/// ```
/// post FXPVINM0 INR IDR 188.4200
/// tiers FXPVINM0 INR from 500000.00 by 20 from 1000000.00 by 35
/// better FXPVINM0 for BKEEINC0 by 5
/// ask Q-1 from BKEEINC0 to BKGGIDJ0 pays 750000.00 INR for IDR value 2026-02-02
/// ask Q-2 from BKEEINC0 to BKGGIDJ0 gets 141315000.00 IDR for INR value 2026-02-02
/// choose 1 as BKEEINC0
/// ```
final class QuoteLines {

  static final String WORDS = "post, tiers, better, ask, choose";

  private final ScenarioReader reader;

  QuoteLines(ScenarioReader reader) {
    this.reader = reader;
  }

  static boolean knows(String word) {
    return List.of(WORDS.split(", ")).contains(word);
  }

  Command read(String word, ScenarioLine line) throws ScenarioLine.Fault {
    try {
      return command(word, line);
    } catch (IllegalArgumentException e) {
      throw new ScenarioLine.Fault(String.valueOf(e.getMessage()));
    }
  }

  private Command command(String word, ScenarioLine line) throws ScenarioLine.Fault {
    return switch (word) {
      case "post" ->
          new Command.PostBaseRate(
              ScenarioReader.participant(line),
              reader.currency(line),
              reader.currency(line),
              line.read("a rate such as 188.4200", Rate::of));
      case "tiers" -> tiers(line);
      case "better" -> {
        ParticipantId provider = ScenarioReader.participant(line);
        line.expect("for");
        ParticipantId client = ScenarioReader.participant(line);
        yield new Command.SetImprovement(provider, client, basisPoints(line));
      }
      case "ask" -> ask(line);
      case "choose" -> {
        long number = line.longNumber("the number of a quote");
        line.expect("as");
        yield new Command.SelectQuote(ScenarioReader.participant(line), number);
      }
      default -> throw new AssertionError("no word of quotes: " + word);
    };
  }

  private Command tiers(ScenarioLine line) throws ScenarioLine.Fault {
    ParticipantId provider = ScenarioReader.participant(line);
    Currency source = reader.currency(line);
    List<Tiers.Tier> tiers = new ArrayList<>();
    while (line.hasMore()) {
      line.expect("from");
      long minor = ScenarioReader.money(line, source).minor();
      tiers.add(new Tiers.Tier(minor, basisPoints(line)));
    }
    return new Command.SetTiers(provider, source, new Tiers(tiers));
  }

  private static int basisPoints(ScenarioLine line) throws ScenarioLine.Fault {
    line.expect("by");
    return line.wholeNumber("basis points, 0 to 9999");
  }

  private Command ask(ScenarioLine line) throws ScenarioLine.Fault {
    String name = line.word("the name of the question, such as Q-1");
    line.expect("from");
    ParticipantId client = ScenarioReader.participant(line);
    line.expect("to");
    ParticipantId payeeAgent = ScenarioReader.participant(line);
    boolean isSource = line.takes("pays");
    if (!isSource) {
      line.expect("gets");
    }
    Money sum = reader.sum(line);
    line.expect("for");
    Currency other = reader.currency(line);
    line.expect("value");
    return new Command.RequestQuotes(
        ScenarioReader.keyOf("quote", name),
        client,
        payeeAgent,
        ScenarioReader.day(line),
        isSource
            ? QuoteRequest.ofSource(sum, other)
            : QuoteRequest.ofDestination(other, sum));
  }
}
