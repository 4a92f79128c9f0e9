package kontor.server.scenario;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.Command;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Reads a scenario. Lines are independent of each other but for two things: a currency must be
/// defined before a sum in it, and the indented lines below an agreement belong to it.
///
/// ```
/// currency BRL 2                                   code, digits of the minor unit
/// institution CIBRBRB0                             keeps books
/// bank BNAABRS0 at CIBRBRB0
/// provider FXPVINB0 at CIININB0
/// admission BNAABRS0 SUSPENDED
/// book CIBRBRB0 BRL                                with its in-transit account
/// account CIBRBRB0 BRL BNAABRS0 SETTLEMENT
/// line CIBRBRB0 BRL CIARARB0 LORO 1000000.00       how far below zero it may go
/// funds OPENING-1 in CIBRBRB0 BRL BNAABRS0 SETTLEMENT 1000.00
/// agreement 1 version 1 RECIPROCAL                 see AgreementLines
/// fixing 1 legs 5.02520 108.88670 from 2022-03-11T00:00:00Z source "PTAX, A3500"
/// rate 2 INR IDR 188.4200 from 2022-03-11T00:00:00Z source "provider's quote"
/// calendar BR rest SATURDAY SUNDAY                 see CalendarLines
/// message day/01.xml                               from the scenario's folder
/// wait 1500ms                                      also s, min, h, d
/// at 2026-03-02T09:00:00-03:00                     see TimedLines, with all that follows it
/// ```
public final class ScenarioReader {

  private static final String WORDS =
      "currency, institution, bank, provider, admission, book, account, line, funds, agreement,"
          + " fixing, rate, calendar, message, wait, " + TimedLines.WORDS;
  private static final int LINES_MAX = 1_000_000;
  private static final int SOURCE_LENGTH_MAX = 35;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Path file;
  private final Map<String, Currency> currencies = new TreeMap<>();
  private final List<Scenario.Step> steps = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final TimedLines timed = new TimedLines(this);
  private @Nullable AgreementLines agreement;
  private @Nullable CalendarLines calendar;

  private ScenarioReader(Path file) {
    this.file = file;
  }

  /// @param faults each `file:line: what is wrong and what is allowed`; empty if all is well
  public record Result(Scenario scenario, List<String> faults) {
    public Result {
      faults = List.copyOf(faults);
    }
  }

  public static Result read(Path file) {
    ScenarioReader reader = new ScenarioReader(file);
    reader.readAll();
    return new Result(new Scenario(file, reader.steps, reader.timed.telling()), reader.faults);
  }

  private void readAll() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      faults.add(file + ": is not UTF-8 text; write the scenario in UTF-8");
      return;
    } catch (IOException e) {
      faults.add(file + ": cannot be read (" + e.getClass().getSimpleName()
          + "); give the path of a scenario file");
      return;
    }
    if (lines.size() > LINES_MAX) {
      faults.add(file + ": has more than " + LINES_MAX + " lines");
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      readLine(i + 1, i == 0 ? withoutMark(lines.getFirst()) : lines.get(i));
    }
    endBlock();
  }

  /// Some editors write a mark before the first letter to say that this is UTF-8.
  private static String withoutMark(String first) {
    return first.startsWith(BYTE_ORDER_MARK) ? first.substring(1) : first;
  }

  private void readLine(int number, String text) {
    try {
      ScenarioLine line = ScenarioLine.of(text);
      if (line.isEmpty()) {
        return;
      }
      if (Character.isWhitespace(text.charAt(0))) {
        readIndented(line);
        return;
      }
      endBlock();
      readWord(number, line);
      line.end();
    } catch (ScenarioLine.Fault fault) {
      faults.add(file + ":" + number + ": " + fault.text());
    }
  }

  private void readIndented(ScenarioLine line) throws ScenarioLine.Fault {
    if (agreement != null) {
      agreement.read(line, this);
    } else if (calendar != null) {
      calendar.read(line);
    } else {
      throw new ScenarioLine.Fault(
          "an indented line belongs to an agreement or a calendar, and none is above");
    }
    line.end();
  }

  private void endBlock() {
    AgreementLines openAgreement = agreement;
    CalendarLines openCalendar = calendar;
    agreement = null;
    calendar = null;
    if (openAgreement != null) {
      end(openAgreement.line(), openAgreement.text(), openAgreement::command);
    } else if (openCalendar != null) {
      end(openCalendar.line(), openCalendar.text(), openCalendar::command);
    }
  }

  private interface Block {
    Command command() throws ScenarioLine.Fault;
  }

  private void end(int line, String text, Block block) {
    try {
      steps.add(new Scenario.Enter(line, text, block.command()));
    } catch (ScenarioLine.Fault fault) {
      faults.add(file + ":" + line + ": " + fault.text());
    }
  }

  private void readWord(int number, ScenarioLine line) throws ScenarioLine.Fault {
    String word = line.word("one of " + WORDS);
    switch (word) {
      case "agreement" -> agreement = AgreementLines.start(number, line);
      case "calendar" -> calendar = CalendarLines.start(number, line, timed);
      case "message" -> steps.add(new Scenario.Send(number, path(line.word("a message file"))));
      case "wait" -> {
        long millis = duration(line);
        timed.passed(millis);
        steps.add(new Scenario.Pause(number, millis));
      }
      default -> {
        if (TimedLines.knows(word)) {
          steps.addAll(timed.read(number, word, line));
        } else {
          steps.add(new Scenario.Enter(number, line.text(), command(word, line)));
        }
      }
    }
  }

  private Command command(String word, ScenarioLine line) throws ScenarioLine.Fault {
    return switch (word) {
      case "currency" -> defineCurrency(line);
      case "institution" -> {
        ParticipantId institution = participant(line);
        yield new Command.AdmitParticipant(institution, ParticipantKind.INSTITUTION, institution);
      }
      case "bank" -> admit(line, ParticipantKind.DIRECT_BANK);
      case "provider" -> admit(line, ParticipantKind.FX_PROVIDER);
      case "admission" ->
          new Command.ChangeAdmission(participant(line), line.oneOf(Admission.class));
      case "book" -> {
        ParticipantId servicer = participant(line);
        yield new Command.OpenAccount(
            new AccountId(servicer, currency(line), servicer, AccountKind.IN_TRANSIT));
      }
      case "account" -> new Command.OpenAccount(account(line));
      case "line" -> {
        AccountId account = account(line);
        yield new Command.SetCreditLine(account, money(line, account.currency()));
      }
      case "funds" -> moveFunds(line);
      case "fixing" -> publishFixing(line);
      case "rate" -> publishRate(line);
      default ->
          throw new ScenarioLine.Fault("\"" + word + "\" is not known; allowed: " + WORDS);
    };
  }

  private Command defineCurrency(ScenarioLine line) throws ScenarioLine.Fault {
    String code = line.word("a currency code");
    Currency currency =
        line.read("a number of minor digits, 0 to 4",
            digits -> {
              if (!digits.matches("[0-9]")) {
                throw new IllegalArgumentException("write one digit");
              }
              return new Currency(code, Integer.parseInt(digits));
            });
    currencies.put(code, currency);
    return new Command.DefineCurrency(currency);
  }

  private Command admit(ScenarioLine line, ParticipantKind kind) throws ScenarioLine.Fault {
    ParticipantId participant = participant(line);
    line.expect("at");
    return new Command.AdmitParticipant(participant, kind, participant(line));
  }

  private Command moveFunds(ScenarioLine line) throws ScenarioLine.Fault {
    Key reference = keyOf("funds", line.word("a reference"));
    Command.MoveFunds.Direction direction = line.oneOf(Command.MoveFunds.Direction.class);
    AccountId account = account(line);
    return new Command.MoveFunds(
        reference, account, money(line, account.currency()), direction);
  }

  private Command publishFixing(ScenarioLine line) throws ScenarioLine.Fault {
    int id = line.wholeNumber("the number of an agreement");
    line.expect("legs");
    Rate legA = line.read("a rate such as 5.02520", Rate::of);
    Rate legB = line.read("a rate such as 108.88670", Rate::of);
    line.expect("from");
    long fromMs = instant(line);
    return new Command.PublishFixing(id, legA, legB, fromMs, source(line));
  }

  private Command publishRate(ScenarioLine line) throws ScenarioLine.Fault {
    int id = line.wholeNumber("the number of an agreement");
    Currency base = currency(line);
    Currency quoted = currency(line);
    Rate rate = line.read("a rate such as 188.42", Rate::of);
    line.expect("from");
    long fromMs = instant(line);
    return new Command.PublishRate(new Fixing(id, base, quoted, rate, fromMs, source(line)));
  }

  static String source(ScenarioLine line) throws ScenarioLine.Fault {
    line.expect("source");
    String source = line.word("who published it, in quotes");
    if (source.length() > SOURCE_LENGTH_MAX) {
      throw new ScenarioLine.Fault(
          "a source has at most " + SOURCE_LENGTH_MAX + " characters: " + source);
    }
    return source;
  }

  private AccountId account(ScenarioLine line) throws ScenarioLine.Fault {
    ParticipantId servicer = participant(line);
    Currency currency = currency(line);
    ParticipantId owner = participant(line);
    return new AccountId(servicer, currency, owner, line.oneOf(AccountKind.class));
  }

  static ParticipantId participant(ScenarioLine line) throws ScenarioLine.Fault {
    return line.read("a BIC", ParticipantId::ofBic);
  }

  Currency currency(ScenarioLine line) throws ScenarioLine.Fault {
    String code = line.word("a currency code");
    Currency currency = currencies.get(code);
    if (currency == null) {
      throw new ScenarioLine.Fault("currency \"" + code + "\" is not defined above; allowed: "
          + (currencies.isEmpty() ? "none yet" : String.join(", ", currencies.keySet())));
    }
    return currency;
  }

  /// `46150.00 BRL`: the money comes after the sum, as people write it.
  Money sum(ScenarioLine line) throws ScenarioLine.Fault {
    String amount = line.word("a sum such as 46150.00");
    Currency currency = currency(line);
    return money(ScenarioLine.of(amount), currency);
  }

  static Money money(ScenarioLine line, Currency currency) throws ScenarioLine.Fault {
    return line.read(
        "a sum with at most " + currency.minorDigits() + " decimals",
        text -> {
          if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
            throw new IllegalArgumentException(
                "write digits with a point before the decimals, no sign and nothing between"
                    + " thousands");
          }
          try {
            BigDecimal sum = new BigDecimal(text).setScale(currency.minorDigits());
            return new Money(sum.unscaledValue().longValueExact(), currency);
          } catch (ArithmeticException e) {
            throw new IllegalArgumentException("it does not fit " + currency, e);
          }
        });
  }

  /// Days since 1970-01-01.
  static int day(ScenarioLine line) throws ScenarioLine.Fault {
    String word = line.word("a day such as 2022-03-11");
    try {
      return Math.toIntExact(LocalDate.parse(word).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw new ScenarioLine.Fault("\"" + word + "\" is not a day such as 2022-03-11");
    }
  }

  static long instant(ScenarioLine line) throws ScenarioLine.Fault {
    String word = line.word("a time such as 2022-03-11T00:00:00Z");
    try {
      return OffsetDateTime.parse(word).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new ScenarioLine.Fault(
          "\"" + word + "\" is not a time with offset such as 2022-03-11T00:00:00Z");
    }
  }

  /// Milliseconds of `1500ms`, `2s`, `10min`, `1h`, `2d`.
  static long duration(ScenarioLine line) throws ScenarioLine.Fault {
    String word = line.word("a duration such as 2s");
    String digits = word.replaceFirst("[a-z]+$", "");
    long factor =
        switch (word.substring(digits.length())) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "min" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> 0;
        };
    if (factor == 0 || !digits.matches("\\d{1,9}")) {
      throw new ScenarioLine.Fault(
          "\"" + word + "\" is not a duration; allowed: a number with ms, s, min, h or d");
    }
    return Long.parseLong(digits) * factor;
  }

  Path path(String name) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of(name) : folder.resolve(name);
  }

  /// The identity of a reference that people write: the first half of its SHA-256.
  static Key keyOf(String kind, String reference) {
    Digest digest = digestOf(kind + "|" + reference);
    return new Key(digest.a(), digest.b());
  }

  static Digest digestOf(String text) {
    try {
      return Digest.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
