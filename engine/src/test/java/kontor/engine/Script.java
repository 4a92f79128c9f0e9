package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.MoveFunds.Direction;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.Standing;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.DirectoryEvent;
import kontor.engine.governance.Governance;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.PaymentOrder.Route;
import kontor.engine.terms.PaymentOrder.Timing;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;

/// A test as a transcript: lines that begin with `>` are commands, what follows is what happened.
/// The whole is compared as text, so a failing case shows where the two part.
///
/// ```
/// > fund A1/S@AR:ARS 1000.00
/// > @500 pay u1 A1>B1 100.00 ARS want 4.62 BRL rate 0.04615 by AR key k tx t content c day 19060
/// > send m1 pay u1 A1>B1 100.00 ARS ; refused u9
/// ```
/// `@` sets the time, which stays. `pay` alone is a message of its own.
final class Script {

  static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");

  private final EngineHarness harness;
  private long nowMs;
  private int serial;

  Script(EngineHarness harness) {
    this.harness = harness;
  }

  /// Runs a transcript in the founded {@link World}.
  static void check(String transcript) {
    check(Bounds.DEFAULT, transcript);
  }

  static void check(Bounds bounds, String transcript) {
    check(new EngineHarness(bounds).founded(), transcript);
  }

  /// Runs a transcript in a {@link World} where one account, or all `fixings`, are missing.
  static void checkWithout(String missing, String transcript) {
    EngineHarness harness = new EngineHarness();
    for (Command command : World.founding()) {
      boolean isMissing =
          switch (command) {
            case Command.PublishFixing _ -> missing.equals("fixings");
            case Command.OpenAccount c -> World.text(c.account()).equals(missing);
            default -> false;
          };
      if (!isMissing) {
        harness.apply(0, command);
      }
    }
    check(harness, transcript);
  }

  private static void check(EngineHarness harness, String transcript) {
    Script script = new Script(harness);
    StringBuilder actual = new StringBuilder();
    for (String line : transcript.split("\n")) {
      if (line.startsWith("#") || line.isBlank()) {
        actual.append(line).append('\n');
      } else if (line.startsWith(">")) {
        actual.append(line).append('\n');
        script.run(line.substring(1).strip()).forEach(e -> actual.append(e).append('\n'));
      }
    }
    assertEquals(transcript.strip(), actual.toString().strip());
    harness.checkAll();
  }

  /// Runs one command and tells what happened, a line an event.
  List<String> run(String line) {
    String command = line;
    if (command.startsWith("@")) {
      int space = (command + " ").indexOf(' ');
      nowMs = Long.parseLong(command.substring(1, space));
      command = command.substring(space).strip();
    }
    if (command.equals("restart")) {
      harness.restart();
      return List.of();
    }
    if (command.startsWith("balance ")) {
      return balance(command.substring(8));
    }
    return harness.apply(nowMs, command(command)).stream()
        .filter(event -> !(event instanceof Event.MessageReceived))
        .map(Script::text)
        .toList();
  }

  List<String> balance(String account) {
    List<String> found = new ArrayList<>();
    harness
        .engine()
        .accounts(
            view -> {
              if (World.text(view.account()).equals(account)) {
                Currency currency = view.account().currency();
                found.add(
                    "  %s held %s line %s"
                        .formatted(
                            new Money(view.balanceMinor(), currency).decimal(),
                            new Money(view.heldMinor(), currency).decimal(),
                            new Money(view.lineMinor(), currency).decimal()));
              }
            });
    return found;
  }

  Command command(String text) {
    String[] words = text.split(" ");
    if (QuoteWords.knows(words[0])) {
      return QuoteWords.command(words);
    }
    return switch (words[0]) {
      case "pass" -> new Command.PassTime();
      case "fund", "draw" -> funds(words);
      case "line" ->
          new Command.SetCreditLine(
              World.account(words[1]), World.money(words[2], currencyOf(words, 3, words[1])));
      case "hold" ->
          new Command.PlaceHold(
              key(words[1]),
              World.account(words[2]),
              World.money(words[3], currencyOf(words, 6, words[2])),
              Long.parseLong(words[5]));
      case "release" -> new Command.ReleaseHold(key(words[1]));
      case "open" -> new Command.OpenAccount(World.account(words[1]));
      case "admit" ->
          new Command.AdmitParticipant(
              World.participant(words[1]),
              ParticipantKind.valueOf(words[2]),
              World.participant(words[3]));
      case "admission" ->
          new Command.ChangeAdmission(World.participant(words[1]), Admission.valueOf(words[2]));
      case "acknowledge" ->
          new Command.AcknowledgeOutbox(World.participant(words[1]), Long.parseLong(words[2]));
      case "agree" ->
          new Command.EnterAgreement(
              World.reciprocal(Integer.parseInt(words[1]), Long.parseLong(words[2])));
      case "fix" ->
          new Command.PublishFixing(
              Integer.parseInt(words[1]),
              Rate.of(words[2]),
              Rate.of(words[3]),
              Long.parseLong(words[4]),
              words.length > 5 ? words[5] : "test");
      case "rate" ->
          new Command.PublishRate(
              new Fixing(
                  Integer.parseInt(words[1]),
                  World.currency(words[2]),
                  World.currency(words[3]),
                  Rate.of(words[4]),
                  Long.parseLong(words[5]),
                  "test"));
      case "apply" -> govern(new DirectoryChange.ApplyMember(member(words)));
      case "standing" ->
          govern(
              new DirectoryChange.ChangeStanding(
                  World.participant(words[1]), Standing.valueOf(words[2]), "because"));
      case "withdraw" ->
          govern(
              new DirectoryChange.WithdrawMember(
                  World.participant(words[1]), Integer.parseInt(words[2]), "because"));
      case "publish" -> govern(new DirectoryChange.PublishDirectory(Integer.parseInt(words[1])));
      case "define" ->
          new Command.DefineCurrency(new Currency(words[1], Integer.parseInt(words[2])));
      case "cut", "uncut", "meant" -> new Command.Govern(BY, CurrencyWords.change(words));
      case "pay" -> message("single " + text, List.of(text), 0, 1);
      case "send" -> message(words[1], instructions(text, words[1]), 0, 1);
      case "part" ->
          message(
              words[1],
              instructions(text, words[1] + " " + words[2]),
              Integer.parseInt(words[2]),
              9);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Command govern(Governance change) {
    return new Command.Govern(new FourEyes("M. Sousa", "C. Lima"), change);
  }

  /// Reads `apply I1 INDIRECT_BANK via A1 lei L code C name N`.
  private static Member member(String[] words) {
    Map<String, String> options = new HashMap<>();
    for (int i = 3; i + 1 < words.length; i += 2) {
      options.put(words[i], words[i + 1].replace('_', ' '));
    }
    return new Member(
        World.participant(words[1]),
        MemberKind.valueOf(words[2]),
        World.participant(options.getOrDefault("via", words[1])),
        options.getOrDefault("name", "Bank " + words[1]),
        options.get("lei"),
        options.get("code"));
  }

  private Command funds(String[] words) {
    String reference = words.length > 3 ? words[3] : "funds " + ++serial;
    return new Command.MoveFunds(
        key(reference),
        World.account(words[1]),
        World.money(words[2], currencyOf(words, 4, words[1])),
        words[0].equals("fund") ? Direction.IN : Direction.OUT);
  }

  private static String currencyOf(String[] words, int at, String account) {
    return words.length > at ? words[at] : account.substring(account.indexOf(':') + 1);
  }

  private static List<String> instructions(String text, String after) {
    String rest = text.substring(text.indexOf(after) + after.length()).strip();
    return rest.isEmpty() ? List.of() : List.of(rest.split(" ; "));
  }

  /// A message named `m1/k2` has the digest of `m1` and the message id `k2`.
  static Command message(String name, List<String> texts, int part, int parts) {
    String[] identity = name.split("/");
    List<Instruction> instructions = new ArrayList<>();
    for (String text : texts) {
      instructions.add(instruction(text, instructions.size()));
    }
    return new Command.ReceiveMessage(
        new Envelope(
            digest(identity[0]),
            World.participant("A1"),
            identity.length > 1 ? key(identity[1]) : Key.NONE,
            8,
            part,
            parts,
            texts.size()),
        instructions,
        name.getBytes(StandardCharsets.UTF_8));
  }

  private static Instruction instruction(String text, int sequence) {
    String[] words = text.split(" ");
    return words[0].equals("refused")
        ? new Instruction.Refused(sequence, payment(words[1]), new byte[] {1})
        : new Instruction.Pay(order(words, sequence));
  }

  /// Reads `pay u1 A1>B1 100.00 ARS` and its options.
  static PaymentOrder order(String[] words, int sequence) {
    Map<String, String> options = new HashMap<>();
    Money instructed = null;
    for (int i = 5; i < words.length; i += 2) {
      options.put(words[i], words[i + 1]);
      if (words[i].equals("want")) {
        instructed = World.money(words[i + 1], words[i + 2]);
        i++;
      }
    }
    String[] banks = words[2].split(">");
    String rate = options.get("rate");
    String credit = options.get("credit");
    ParticipantId sender = World.participant(options.getOrDefault("by", banks[0]));
    return new PaymentOrder(
        payment(words[1]),
        sequence,
        digest(options.getOrDefault("content", "content of " + words[1])),
        options.containsKey("key") ? key(options.get("key")) : Key.NONE,
        options.containsKey("tx") ? key(options.get("tx")) : Key.NONE,
        new Route(sender, World.participant(banks[0]), World.participant(banks[1])),
        new Amounts(
            World.money(words[3], words[4]),
            instructed,
            rate == null ? null : Rate.of(rate),
            credit == null ? null : World.currency(credit)),
        new Timing(
            Integer.parseInt(options.getOrDefault("day", "" + World.DAY)),
            Priority.NORMAL,
            Long.parseLong(options.getOrDefault("expires", "0"))),
        OperationWords.particulars(options));
  }

  /// `u1` is the payment with number 1.
  static PaymentId payment(String name) {
    return new PaymentId(1, Long.parseLong(name.substring(1)));
  }

  static Key key(String name) {
    Digest digest = digest(name);
    return new Key(digest.a(), digest.b());
  }

  static Digest digest(String name) {
    // Of 64 bits: among a hundred thousand names two would have one hash code.
    Gen gen = new Gen(name.chars().asLongStream().reduce(0, (hash, c) -> 31 * hash + c));
    return new Digest(gen.next(), gen.next(), gen.next(), gen.next());
  }

  static String text(Event event) {
    return "  "
        + switch (event) {
          case Event.CurrencyDefined e -> "defined " + e.currency();
          case Event.ParticipantAdmitted e -> "admitted " + World.name(e.participant());
          case Event.AdmissionChanged e -> World.name(e.participant()) + " is " + e.admission();
          case Event.AccountOpened e -> "opened " + World.text(e.account());
          case Event.CreditLineSet e -> "line " + World.text(e.account()) + " " + e.line();
          case Event.AgreementEntered e ->
              "agreed " + e.agreement().id() + " version " + e.agreement().version();
          case Event.FixingPublished e -> "published " + text(e.fixing());
          case Event.FundsMoved e -> "moved " + e.direction() + " " + balance(e);
          case Event.CommandRefused e -> "refused " + e.refusal();
          case Event.HoldPlaced e -> "held " + World.text(e.account()) + " " + e.amount();
          case Event.HoldReleased e ->
              (e.expired() ? "hold expired " : "hold released ")
                  + World.text(e.account())
                  + " "
                  + e.amount();
          case Event.MessageReceived e -> "received part " + e.envelope().part();
          case Event.MessageRepeated e ->
              "message repeated, first at %dms".formatted(e.firstTimestampMs());
          case Event.MessageRefused e -> "message refused " + e.refusal();
          case Event.InstructionRefused e -> "instruction refused " + e.sequence();
          case Event.PaymentAccepted e ->
              "accepted " + text(e.order().payment()) + " " + text(e.conversion());
          case Event.OperationJudged e ->
              "judged "
                  + text(e.payment())
                  + (e.operation() == null ? " " : " " + e.operation() + " ")
                  + OperationWords.text(e.judgement());
          case Event.FeesCharged e -> FeeWords.text(e);
          case Event.PenaltyCharged e -> FeeWords.text(e);
          case Event.PaymentRejected e ->
              "rejected " + text(e.order().payment()) + " " + e.refusals();
          case Event.RateAwaited e ->
              "%s awaits its rate under %d until %d %s"
                  .formatted(
                      text(e.order().payment()), e.agreement(), e.deadlineMs(), e.reason());
          case Event.PaymentRated e -> "rated " + text(e.payment()) + " " + text(e.conversion());
          case Event.PaymentQueued e ->
              "queued %s on %s until %d %s"
                  .formatted(
                      text(e.payment()), World.text(e.awaits()), e.deadlineMs(), e.reason());
          case Event.PaymentSettled e -> "settled " + text(e.payment()) + entries(e.entries());
          case Event.CycleClosed e ->
              "cycle of %d on %s closed: %d settled, %d carried%s"
                  .formatted(
                      e.agreement(),
                      LocalDate.ofEpochDay(e.day()),
                      e.settled(),
                      e.carried(),
                      positions(e.positions()));
          case Event.PaymentExpired e -> "expired " + text(e.payment()) + " " + e.refusal();
          case Event.PaymentRepeated e ->
              "repeated %s %s %s"
                  .formatted(text(e.payment()), e.outcome().state(), e.outcome().refusals());
          case Event.PaymentConflict e -> "conflict " + text(e.payment()) + " " + e.refusal();
          case Event.BaseRatePosted e -> QuoteWords.text(e);
          case Event.TiersSet e -> QuoteWords.text(e);
          case Event.ImprovementSet e -> QuoteWords.text(e);
          case Event.QuotesOffered e -> QuoteWords.text(e);
          case Event.QuoteSelected e -> "selected quote " + e.quote();
          case Event.QuoteConsumed e -> "used quote " + e.quote() + " for " + text(e.payment());
          case Event.QuotesEnded e -> "quotes " + e.quotes() + " " + e.state();
          case Event.OutboxAcknowledged e -> "acknowledged " + World.name(e.participant());
          case Event.LedgerAccountsOpened e -> "opened " + shown(e.results());
          case Event.TransfersPosted e -> "posted " + shown(e.results());
          case Event.LedgerLinesSet e -> "lines set " + shown(e.results());
          case Event.TransfersExpired e -> "expired transfers " + e.ids().length / 2;
          case Event.TransfersReleased e -> "released transfers " + e.released().length / 4;
          case Event.Governed e when e.event() instanceof DirectoryEvent d -> text(d);
          case Event.Governed(_, CurrencyEvent e) -> CurrencyWords.text(e);
          case Event.Governed e -> "governed " + e.event();
          case Event.GovernanceRefused e -> "objection " + e.objection() + " to " + e.place();
          case Event.LedgerRead e -> "read " + e.records().length / e.recordBytes();
          case Event.LedgerReadInPart e ->
              "read " + e.records().length / e.recordBytes() + " and more";
        };
  }

  private static String positions(List<NetPosition> positions) {
    return positions.stream()
        .map(
            p ->
                "\n    %s +%s -%s"
                    .formatted(
                        World.text(p.account()),
                        new Money(p.creditsMinor(), p.account().currency()).decimal(),
                        new Money(p.debitsMinor(), p.account().currency()).decimal()))
        .collect(Collectors.joining());
  }

  private static String text(DirectoryEvent event) {
    return switch (event) {
      case DirectoryEvent.MemberApplied e ->
          World.name(e.member().participant()) + " applied, is " + e.standing();
      case DirectoryEvent.StandingChanged e ->
          World.name(e.participant()) + " was " + e.before() + ", is " + e.standing();
      case DirectoryEvent.MemberWithdrawn e ->
          World.name(e.participant()) + " was " + e.before() + ", withdrawn until " + e.untilMs();
      case DirectoryEvent.NoticeEnded e -> World.name(e.participant()) + " notice is over";
      case DirectoryEvent.DirectoryPublished e ->
          "published directory of " + e.day() + " with " + e.participants();
    };
  }

  private static String balance(Event.FundsMoved event) {
    Currency currency = event.account().currency();
    return event.entries().stream()
        .filter(entry -> entry.account().equals(event.account()))
        .map(e -> World.text(e.account()) + " = " + new Money(e.balanceMinor(), currency).decimal())
        .findFirst()
        .orElseThrow();
  }

  private static String shown(LedgerResults results) {
    return results.created()
        + " of "
        + results.count()
        + " "
        + EngineHarness.ints(results.failures());
  }

  private static String text(PaymentId payment) {
    return "u" + payment.low();
  }

  private static String text(Fixing fixing) {
    return "1 " + fixing.base() + " = " + fixing.rate() + " " + fixing.quoted();
  }

  private static String text(Conversion conversion) {
    String sums = conversion.debit() + " for " + conversion.credit();
    return conversion.fixing() == null ? sums : sums + " at " + text(conversion.fixing());
  }

  private static String entries(List<Entry> entries) {
    return entries.stream()
        .map(
            entry -> {
              Currency currency = entry.account().currency();
              return "\n    %s %s%s = %s"
                  .formatted(
                      World.text(entry.account()),
                      entry.amountMinor() > 0 ? "+" : "",
                      new Money(entry.amountMinor(), currency).decimal(),
                      new Money(entry.balanceMinor(), currency).decimal());
            })
        .collect(Collectors.joining());
  }
}
