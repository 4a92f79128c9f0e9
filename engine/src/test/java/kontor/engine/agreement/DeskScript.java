package kontor.engine.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kontor.engine.Event;
import kontor.engine.EventSink;
import kontor.engine.Refusal;
import kontor.engine.annex.AnnexTerms.Approval;
import kontor.engine.annex.AnnexTerms.Breach;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.annex.AnnexTerms.Unconfirmed;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.Weekday;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent;
import kontor.engine.participant.Registry;
import kontor.engine.state.Bounds;
import kontor.engine.state.FrozenState;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// A desk as a transcript: commands after `>`, then what happened. Agreement 1 joins AR (ARS) and
/// BR (BRL); days are numbers, `3/09:30` is half past nine on day 3 of UTC, `+2h` later than now.
///
/// ```
/// > annex approval EVERY_PARTY waterfall PREVIOUS,CLOSED previous 2
/// > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670 from 3/10:00 by 3/11:00 because typing error
/// > approve 1 AR as m c
/// > rate ARS BRL                               what a payment would get now
/// ```
final class DeskScript {

  static final Currency ARS = new Currency("ARS", 2);
  static final Currency BRL = new Currency("BRL", 2);
  static final ParticipantId AR = ParticipantId.ofBic("BCRAARBA");
  static final ParticipantId BR = ParticipantId.ofBic("BCBRBRDF");

  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;

  /// What a script says of its annex, day by day the same.
  static final class Terms implements RateTerms {
    @Nullable Rates rates;
    @Nullable JointCalendar calendar;
    final TreeMap<Integer, Long> grid = new TreeMap<>();

    @Override
    public @Nullable Rates rates(int agreement, int day) {
      return agreement == 1 ? rates : null;
    }

    @Override
    public List<ParticipantId> parties(int agreement) {
      return agreement == 1 ? List.of(AR, BR) : List.of();
    }

    @Override
    public @Nullable JointCalendar calendar(int agreement, int day) {
      return calendar;
    }

    @Override
    public long startOfDayMs(int agreement, int day) {
      return day * DAY_MS;
    }

    @Override
    public int dayAt(int agreement, long ms) {
      return (int) Math.floorDiv(ms, DAY_MS);
    }

    @Override
    public long approvalMs(int agreement, int day) {
      return grid.getOrDefault(day, NEVER);
    }
  }

  final Terms terms = new Terms();
  private final Bounds bounds = Bounds.DEFAULT;
  private FixingBoard board = board();
  private RateDesk desk = new RateDesk(terms, board);
  private long nowMs;
  private long position;

  private FixingBoard board() {
    Registry registry = new Registry(bounds);
    return new FixingBoard(
        registry, new Agreements(registry, new Calendars(), bounds), bounds);
  }

  static void check(String transcript) {
    DeskScript script = new DeskScript();
    StringBuilder actual = new StringBuilder();
    for (String line : transcript.split("\n")) {
      if (line.startsWith("#") || line.isBlank()) {
        actual.append(line).append('\n');
      } else if (line.startsWith(">")) {
        actual.append(line).append('\n');
        script.run(line.substring(1).strip()).forEach(e -> actual.append(e).append('\n'));
        script.restore();
      }
    }
    assertEquals(transcript.strip(), actual.toString().strip());
  }

  /// After each command the state is written, read, and written again; the test goes on with what
  /// was read.
  void restore() {
    desk.checkInvariants();
    byte[] state = bytes(board, desk);
    int[] at = {0};
    StateReader reader =
        new StateReader(
            (bytes, length) -> {
              System.arraycopy(state, at[0], bytes, 0, length);
              at[0] += length;
            });
    board = board();
    board.readFrom(reader);
    desk = new RateDesk(terms, board);
    desk.readFrom(reader);
    desk.checkInvariants();
    assertEquals(state.length, at[0], "the state is read to its end");
    assertEquals(Arrays.toString(state), Arrays.toString(bytes(board, desk)), "state restored");
  }

  private static byte[] bytes(FixingBoard board, RateDesk desk) {
    FrozenState state = new FrozenState();
    StateWriter writer = new StateWriter(state);
    board.writeTo(writer);
    desk.writeTo(writer);
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    var whole = state.whole();
    whole.writeTo((bytes, length) -> out.write(bytes, 0, length));
    whole.release();
    return out.toByteArray();
  }

  List<String> run(String line) {
    String command = line;
    if (command.startsWith("@")) {
      int space = (command + " ").indexOf(' ');
      nowMs = instant(command.substring(1, space));
      command = command.substring(space).strip();
    }
    List<String> told = new ArrayList<>();
    String[] words = command.split(" ");
    Step step = pass(nowMs, event -> told.add("  " + text(event)));
    switch (words[0]) {
      case "annex" -> terms.rates = annex(command);
      case "calendar" -> terms.calendar = calendar(words);
      case "grid" -> terms.grid.put(Integer.parseInt(words[1]), instant(words[2]));
      case "opens" -> {
        terms.grid.put(Integer.parseInt(words[1]), instant(words[2]));
        desk.open(1, Integer.parseInt(words[1]), instant(words[2]));
      }
      case "pass", "" -> {}
      case "rate" -> told.add("  " + rate(World.of(words[1]), World.of(words[2])));
      case "due" -> told.add("  " + show(desk.nextDueMs()));
      default -> desk.apply(change(command, words), by(command), step);
    }
    return told;
  }

  /// Lets time pass.
  Step pass(long atMs, EventSink sink) {
    nowMs = atMs;
    Step step = new Step(++position, nowMs, sink);
    desk.passTime(step);
    return step;
  }

  RateDesk desk() {
    return desk;
  }

  FixingBoard fixings() {
    return board;
  }

  private static final class World {
    static Currency of(String code) {
      return switch (code) {
        case "ARS" -> ARS;
        case "BRL" -> BRL;
        default -> new Currency(code, 2);
      };
    }
  }

  private String rate(Currency base, Currency quoted) {
    int number = board.effective(1, base, quoted, nowMs);
    Refusal refusal =
        desk.check(1, (int) Math.floorDiv(nowMs, DAY_MS), base, quoted, number, nowMs);
    return refusal != null ? refusal.toString() : shown(board.fixing(number));
  }

  private RateChange change(String command, String[] words) {
    return switch (words[0]) {
      case "propose" ->
          new RateChange.ProposeFixing(
              day(words[1], command),
              leg(words[2], words[3], command, "source", "PTAX"),
              leg(words[4], words[5], command, "source", "PTAX"),
              second(command),
              after(command, " because "));
      case "manual" ->
          new RateChange.ProposeManual(
              day(words[1], command),
              new Price(World.of(words[2]), World.of(words[4]), Rate.of(words[3])),
              new Price(World.of(words[4]), World.of(words[2]), Rate.of(words[5])),
              after(command, " because "));
      case "approve" ->
          new RateChange.ApproveFixing(Integer.parseInt(words[1]), party(words[2]));
      case "decline" ->
          new RateChange.DeclineFixing(
              Integer.parseInt(words[1]), party(words[2]), after(command, " because "));
      case "fallback" ->
          new RateChange.TakeFallback(
              1,
              Integer.parseInt(words[1]),
              World.of(words[2]),
              World.of(words[3]),
              second(command),
              after(command, " because "));
      default -> throw new IllegalArgumentException(command);
    };
  }

  private RateDay day(String day, String command) {
    int agreement = Integer.parseInt(option(command, "under", "1"));
    return new RateDay(
        agreement,
        Integer.parseInt(day),
        instant(option(command, "from", "+0h")),
        instant(option(command, "by", "+1h")));
  }

  private RateLeg leg(
      String currency, String units, String command, String option, String source) {
    return new RateLeg(
        World.of(currency),
        Rate.of(units),
        option(command, "in", "USD"),
        option(command, option, source),
        "p1",
        instant(option(command, "seen", "+0h")),
        null);
  }

  private List<RateLeg> second(String command) {
    String legs = option(command, "second", "");
    if (legs.isEmpty()) {
      return List.of();
    }
    List<RateLeg> second = new ArrayList<>();
    for (String leg : legs.split(",")) {
      String[] parts = leg.split("=");
      second.add(leg(parts[0], parts[1], command, "second-source", "Wire"));
    }
    return second;
  }

  private static ParticipantId party(String name) {
    return switch (name) {
      case "AR" -> AR;
      case "BR" -> BR;
      default -> ParticipantId.ofBic(name);
    };
  }

  private static FourEyes by(String command) {
    String[] persons = option(command, "as", "maker/checker").split("/");
    return new FourEyes(persons[0], persons[1]);
  }

  static Rates annex(String command) {
    RoundingProfile profile = new RoundingProfile(Rounding.FIVE_STEP, 5);
    List<Rung> rungs = new ArrayList<>();
    for (String rung : option(command, "waterfall", "").split(",")) {
      if (!rung.isEmpty()) {
        rungs.add(Rung.valueOf(rung));
      }
    }
    return new Rates(
        List.of(new PairProfile(ARS, BRL, profile), new PairProfile(BRL, ARS, profile)),
        Rounding.HALF_UP,
        Approval.valueOf(option(command, "approval", "EVERY_PARTY")),
        Integer.parseInt(option(command, "deviation", "0")),
        Integer.parseInt(option(command, "second", "0")),
        Long.parseLong(option(command, "age", "0")) * HOUR_MS,
        Breach.valueOf(option(command, "breach", "WARNING")),
        Unconfirmed.REFUSE,
        rungs,
        Integer.parseInt(option(command, "previous", "0")),
        List.of(
            new RateSource("PTAX", RateSource.Role.PRIMARY),
            new RateSource("Wire", RateSource.Role.SECONDARY)));
  }

  /// `calendar 4 5`: Brazil rests on these days, Argentina never.
  private static JointCalendar calendar(String[] days) {
    List<Holiday> holidays = new ArrayList<>();
    for (int i = 1; i < days.length; i++) {
      holidays.add(new Holiday(Integer.parseInt(days[i]), Holiday.Length.FULL, -1, "holiday"));
    }
    var none = new java.util.TreeSet<Weekday>();
    return JointCalendar.of(
        List.of(new Calendar("AR", none, List.of()), new Calendar("BR", none, holidays)));
  }

  private static String option(String command, String name, String otherwise) {
    String text = command.split(" because ")[0];
    List<String> words = List.of(text.split(" "));
    int at = words.indexOf(name);
    return at < 0 ? otherwise : words.get(at + 1);
  }

  private static String after(String command, String word) {
    int at = command.indexOf(word);
    return at < 0 ? "" : command.substring(at + word.length());
  }

  private long instant(String text) {
    if (text.equals("none")) {
      return RateDay.NOT_SAID;
    }
    if (text.startsWith("+") || text.startsWith("-")) {
      return nowMs + Long.parseLong(text.replace("h", "")) * HOUR_MS;
    }
    String[] parts = text.split("[/:]");
    return Long.parseLong(parts[0]) * DAY_MS
        + Long.parseLong(parts[1]) * HOUR_MS
        + Long.parseLong(parts[2]) * 60_000;
  }

  private static String show(long ms) {
    return ms == RateTerms.NEVER
        ? "never"
        : "%d/%02d:%02d%s"
            .formatted(
                ms / DAY_MS,
                ms % DAY_MS / HOUR_MS,
                ms % HOUR_MS / 60_000,
                ms % 60_000 == 0 ? "" : "+" + ms % 60_000 + "ms");
  }

  private static String shown(Fixing fixing) {
    return "1 " + fixing.base() + " = " + fixing.rate() + " " + fixing.quoted() + " from "
        + show(fixing.effectiveFromMs()) + " by " + fixing.source();
  }

  private static String text(Event event) {
    return switch (event) {
      case Event.FixingPublished e -> "published " + shown(e.fixing());
      case Event.GovernanceRefused e -> "objection " + e.objection() + " to " + e.place();
      case Event.Governed e -> (e.by() == null ? "time: " : "") + text((RateEvent) e.event());
      default -> Objects.toString(event);
    };
  }

  private static String text(RateEvent event) {
    return switch (event) {
      case RateEvent.FixingProposed e ->
          "proposed " + e.proposal() + " for day " + e.when().day() + " by "
              + show(e.when().approveByMs()) + " "
              + e.prices().stream().map(Price::toString).collect(Collectors.joining(", "))
              + e.findings().stream()
                  .map(f -> " " + f.check() + " " + f.where() + " " + f.measured())
                  .collect(Collectors.joining());
      case RateEvent.FixingApproved e -> "approved " + e.proposal() + " by " + name(e.party());
      case RateEvent.FixingDeclined e ->
          "declined " + e.proposal() + " by " + name(e.party()) + ": " + e.reason();
      case RateEvent.FixingConfirmed e ->
          "confirmed " + e.proposal() + " until " + show(e.untilMs())
              + (e.rung() == null ? "" : " " + e.rung())
              + (e.reason().isEmpty() ? "" : ": " + e.reason());
      case RateEvent.FixingExpired e -> "expired " + e.proposal();
      case RateEvent.PairUnconfirmed e ->
          "unconfirmed " + e.one() + "/" + e.other() + " on day " + e.day();
      case RateEvent.FallbackTaken e ->
          "fallback " + e.one() + "/" + e.other() + " on day " + e.day() + " " + e.rung()
              + " until " + show(e.untilMs()) + ": " + e.reason();
    };
  }

  private static String name(ParticipantId party) {
    return party.equals(AR) ? "AR" : party.equals(BR) ? "BR" : party.bic();
  }
}
