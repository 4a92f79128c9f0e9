package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// An agreement of a scenario: its first line and the indented lines below it, in any order.
///
/// ```
/// agreement 1 version 1 RECIPROCAL
///   between CIBRBRB0 BRL and CIARARB0 ARS [through FXPVINB0]
///   from 2022-01-01 [until 2030-12-31]              value dates
///   rates FIVE_STEP:5 FIVE_STEP:5                   price of 1 B in A, price of 1 A in B
///   sums HALF_UP                                    rounding of converted sums
///   one-currency BRL ARS                            payments without conversion
///   maximum BRL 50000000.00                         largest sum of one payment
///   queue 4h                                        how long a payment may wait for money
/// ```
final class AgreementLines {

  private static final String WORDS =
      "between, from, rates, sums, one-currency, maximum, queue";

  private final int line;
  private final String text;
  private final int id;
  private final int version;
  private final SettlementModel model;
  private @Nullable AgreementParties parties;
  private int fromDay;
  private int untilDay = Agreement.OPEN_END;
  private boolean isDated;
  private RoundingProfile priceInA = new RoundingProfile(Rounding.HALF_UP, 10);
  private RoundingProfile priceInB = new RoundingProfile(Rounding.HALF_UP, 10);
  private Rounding conversion = Rounding.HALF_UP;
  private final List<Currency> oneCurrency = new ArrayList<>();
  private final List<Money> maximums = new ArrayList<>();
  private long queueMs;

  private AgreementLines(int line, String text, int id, int version, SettlementModel model) {
    this.line = line;
    this.text = text;
    this.id = id;
    this.version = version;
    this.model = model;
  }

  static AgreementLines start(int number, ScenarioLine line) throws ScenarioLine.Fault {
    int id = line.wholeNumber("the number of the agreement");
    line.expect("version");
    int version = line.wholeNumber("the number of the version");
    return new AgreementLines(
        number, line.text(), id, version, line.oneOf(SettlementModel.class));
  }

  int line() {
    return line;
  }

  String text() {
    return text;
  }

  void read(ScenarioLine words, ScenarioReader reader) throws ScenarioLine.Fault {
    String word = words.word("one of " + WORDS);
    switch (word) {
      case "between" -> parties = parties(words, reader);
      case "from" -> {
        fromDay = ScenarioReader.day(words);
        untilDay = words.takes("until") ? ScenarioReader.day(words) : Agreement.OPEN_END;
        isDated = true;
      }
      case "rates" -> {
        priceInA = words.read("a rounding profile such as FIVE_STEP:5", AgreementLines::profile);
        priceInB = words.read("a rounding profile such as FIVE_STEP:5", AgreementLines::profile);
      }
      case "sums" -> conversion = words.oneOf(Rounding.class);
      case "one-currency" -> {
        while (words.hasMore()) {
          oneCurrency.add(reader.currency(words));
        }
      }
      case "maximum" -> maximums.add(ScenarioReader.money(words, reader.currency(words)));
      case "queue" -> queueMs = ScenarioReader.duration(words);
      default ->
          throw new ScenarioLine.Fault(
              "\"" + word + "\" is not part of an agreement; allowed: " + WORDS);
    }
  }

  private static AgreementParties parties(ScenarioLine words, ScenarioReader reader)
      throws ScenarioLine.Fault {
    ParticipantId institutionA = ScenarioReader.participant(words);
    Currency currencyA = reader.currency(words);
    words.expect("and");
    ParticipantId institutionB = ScenarioReader.participant(words);
    Currency currencyB = reader.currency(words);
    ParticipantId provider =
        words.takes("through") ? ScenarioReader.participant(words) : null;
    return new AgreementParties(institutionA, currencyA, institutionB, currencyB, provider);
  }

  /// `FIVE_STEP:5`: rounding mode and digits after the point.
  private static RoundingProfile profile(String word) {
    int colon = word.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("mode and digits are parted by a colon");
    }
    Rounding mode = Rounding.valueOf(word.substring(0, colon));
    return new RoundingProfile(mode, Integer.parseInt(word.substring(colon + 1)));
  }

  Command command() throws ScenarioLine.Fault {
    if (parties == null) {
      throw new ScenarioLine.Fault(
          "the agreement lacks its parties; write \"between A CUR and B CUR\" below it");
    }
    if (!isDated) {
      throw new ScenarioLine.Fault(
          "the agreement lacks its first value date; write \"from 2022-01-01\" below it");
    }
    if ((model == SettlementModel.PROVIDER) != (parties.provider() != null)) {
      throw new ScenarioLine.Fault(
          "a provider is named (\"through BIC\") exactly when the model is PROVIDER");
    }
    return new Command.EnterAgreement(
        new Agreement(
            id, version, fromDay, untilDay, model, parties,
            new AgreementTerms(
                priceInA, priceInB, conversion, oneCurrency, maximums, queueMs)));
  }
}
