package kontor.server.scenario;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Command;
import kontor.engine.governance.Governance;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.server.agreement.EligibilityQuestion;
import kontor.server.scenario.Scenario.NamedPayment;

/// Lines of a scenario that says itself when things happen, and tells a story over months. Changes
/// of what binds the parties are in {@link GovernanceLines}.
///
/// ```
/// clock America/Sao_Paulo                     by which times are told; UTC without it
/// persons "A. Melo" "B. Paz"                  who stand for changes where no line says who
/// persons of CIBRBRB0 "M. Sousa" "C. Lima"    the same, of what this party does
/// name CIBRBRB0 "Brazil"                      what people call a participant
/// chapter "The signing"
/// at 2026-03-02T09:00:00-03:00                time passes up to here, never back
/// pay P-1 from BNAABRS0 to BNCCARB0 46150.00 BRL value 2026-03-02 [want 1000000.00 ARS] [quote 1]
/// ```
///
/// `want` says what the payee is owed in his own money, `quote` which quote is used, see
/// {@link QuoteLines}. Behind it may stand what is paid for, where
/// an agreement asks: `for GOODS goods 1001,3004.31 tenor 30 with "invoice" "customs declaration"`.
final class TimedLines {

  static final String WORDS =
      "clock, persons, name, chapter, at, pay, " + QuoteLines.WORDS + ", "
          + GovernanceLines.WORDS;

  private static final TreeSet<String> KNOWN = new TreeSet<>(List.of(WORDS.split(", ")));
  /// A customer's payment, pacs.008.
  private static final int CUSTOMER_PAYMENT = 808;
  private static final int NAME_CHARS_MAX = 70;

  private final ScenarioReader reader;
  private final GovernanceLines governance;
  private final QuoteLines quotes;
  private final TreeMap<ParticipantId, String> names = new TreeMap<>();
  private final TreeMap<PaymentId, NamedPayment> payments = new TreeMap<>();
  private ZoneId clock = ZoneOffset.UTC;
  private long nowMs = Long.MIN_VALUE;

  TimedLines(ScenarioReader reader) {
    this.reader = reader;
    governance = new GovernanceLines(reader);
    quotes = new QuoteLines(reader);
  }

  static boolean knows(String word) {
    return KNOWN.contains(word);
  }

  Scenario.Telling telling() {
    return new Scenario.Telling(clock, names, payments);
  }

  List<Scenario.Step> read(int number, String word, ScenarioLine line)
      throws ScenarioLine.Fault {
    switch (word) {
      case "clock" -> clock = zone(line);
      case "persons" -> {
        ParticipantId party = line.takes("of") ? ScenarioReader.participant(line) : null;
        governance.persons(party, persons(line, ""));
      }
      case "name" -> names.put(ScenarioReader.participant(line), title(line));
      case "chapter" -> {
        return List.of(new Scenario.Chapter(number, title(line)));
      }
      case "at" -> {
        return List.of(at(number, line));
      }
      case "pay" -> {
        return List.of(new Scenario.Enter(number, line.text(), pay(number, line)));
      }
      default -> {
        return QuoteLines.knows(word)
            ? List.of(new Scenario.Enter(number, line.text(), quotes.read(word, line)))
            : changes(number, word, line);
      }
    }
    return List.of();
  }

  private List<Scenario.Step> changes(int number, String word, ScenarioLine line)
      throws ScenarioLine.Fault {
    List<Governance> changes = governance.read(word, line);
    FourEyes by = by(line, changes);
    List<Scenario.Step> steps = new ArrayList<>();
    for (Governance change : changes) {
      steps.add(new Scenario.Enter(number, line.text(), new Command.Govern(by, change)));
    }
    return steps;
  }

  /// The two persons at the end of a line, or else those who stand for such changes.
  FourEyes by(ScenarioLine line, List<Governance> changes) throws ScenarioLine.Fault {
    return line.takes("by") ? persons(line, "and") : governance.persons(changes);
  }

  private static FourEyes persons(ScenarioLine line, String between) throws ScenarioLine.Fault {
    String maker = line.word("who enters it, in quotes");
    if (between.isEmpty()) {
      line.takes("and");
    } else {
      line.expect(between);
    }
    return new FourEyes(maker, line.word("who checks it, in quotes"));
  }

  private static ZoneId zone(ScenarioLine line) throws ScenarioLine.Fault {
    String word = line.word("a time zone such as America/Sao_Paulo");
    try {
      return ZoneId.of(word);
    } catch (DateTimeException e) {
      throw new ScenarioLine.Fault(
          "\"" + word + "\" is no time zone; write a name such as America/Sao_Paulo");
    }
  }

  private static String title(ScenarioLine line) throws ScenarioLine.Fault {
    String title = line.word("a text in quotes");
    if (title.isBlank() || title.length() > NAME_CHARS_MAX) {
      throw new ScenarioLine.Fault("a name has 1 to " + NAME_CHARS_MAX + " characters");
    }
    return title;
  }

  private Scenario.At at(int number, ScenarioLine line) throws ScenarioLine.Fault {
    long instant = ScenarioReader.instant(line);
    if (instant < nowMs) {
      throw new ScenarioLine.Fault(
          "this is before the time of a line above, and time does not go back; move the line up");
    }
    nowMs = instant;
    return new Scenario.At(number, instant);
  }

  /// The line stands for the message: what is the same line again is a repeat of the payment.
  private Command pay(int number, ScenarioLine line) throws ScenarioLine.Fault {
    String name = line.word("the name of the payment, such as P-1");
    line.expect("from");
    ParticipantId from = ScenarioReader.participant(line);
    line.expect("to");
    ParticipantId to = ScenarioReader.participant(line);
    Money sum = reader.sum(line);
    line.expect("value");
    int day = ScenarioReader.day(line);
    Money wanted = line.takes("want") ? reader.sum(line) : null;
    long quote =
        line.takes("quote")
            ? line.longNumber("the number of a quote")
            : Particulars.NO_QUOTE;
    Particulars particulars = at(quote, particulars(line));
    PaymentId payment = payment(name);
    payments.putIfAbsent(payment, new NamedPayment(name, from, to));
    PaymentOrder order =
        new PaymentOrder(
            payment,
            0,
            ScenarioReader.digestOf(line.text()),
            Key.NONE,
            Key.NONE,
            new PaymentOrder.Route(from, from, to),
            new PaymentOrder.Amounts(sum, wanted, null, null),
            new PaymentOrder.Timing(day, Priority.NORMAL, 0),
            particulars);
    Digest message = ScenarioReader.digestOf(number + " " + line.text());
    return new Command.ReceiveMessage(
        new Command.Envelope(message, from, Key.NONE, CUSTOMER_PAYMENT, 0, 1, 1),
        List.of(new Command.Instruction.Pay(order)),
        line.text().getBytes(StandardCharsets.UTF_8));
  }

  private static Particulars at(long quote, Particulars said) {
    return quote == Particulars.NO_QUOTE
        ? said
        : new Particulars(
            said.operation(),
            said.goods(),
            said.documents(),
            said.tenorDays(),
            said.bearer(),
            quote);
  }

  private static Particulars particulars(ScenarioLine line) throws ScenarioLine.Fault {
    String operation = line.takes("for") ? line.word("a class such as GOODS") : null;
    List<String> goods =
        line.takes("goods")
            ? List.of(line.word("HS codes such as 1001,3004.31").split(","))
            : List.of();
    String tenor = line.takes("tenor") ? line.word("a number of days") : null;
    List<String> documents = new ArrayList<>();
    if (line.takes("with")) {
      do {
        documents.add(line.word("the name of a document, in quotes"));
      } while (line.hasMore());
    }
    try {
      return EligibilityQuestion.particulars(
          new EligibilityQuestion.Asked(operation, goods, List.of(), documents, tenor));
    } catch (IllegalArgumentException e) {
      throw new ScenarioLine.Fault(String.valueOf(e.getMessage()));
    }
  }

  /// What a line `wait` does to the time of the lines below it.
  void passed(long millis) {
    nowMs = nowMs == Long.MIN_VALUE ? nowMs : nowMs + millis;
  }

  /// A UUID of version 4 that follows from the name.
  static PaymentId payment(String name) {
    Key key = ScenarioReader.keyOf("payment", name);
    return new PaymentId(
        key.high() & ~0xF000L | 0x4000L, key.low() & ~(3L << 62) | 1L << 63);
  }
}
