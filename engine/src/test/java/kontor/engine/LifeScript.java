package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.Treaty;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.calendar.Zones;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.Governance;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;

/// The life of agreements as a transcript, in the {@link World} without its agreements and rates,
/// with calendars of AR, BR and PY, and zones.
///
/// ```
/// > @2026-03-01T12:00:00Z draft 7 AR,BR 2026-04-01..open runoff 10
/// > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL queue 1000
/// > annex 7 RATES 1 2026-04-01..open FIVE_STEP:5 ARS/BRL BRL/ARS
/// > agree 7 AR
/// > sign 7 AR
/// > sign 7 SETTLEMENT 2 AR
/// ```
/// `other` behind an act of signing gives the digest of another text. All else is as in
/// {@link Script}, with `day 2026-04-01` for days.
final class LifeScript {

  static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");
  static final String ZONE = "America/Sao_Paulo";

  private static final List<ZoneOffsets> ZONES =
      List.of(Zones.of(ZONE), Zones.of("America/New_York"));
  private static final Pattern DATE = Pattern.compile("\\bday (\\d{4}-\\d{2}-\\d{2})");

  private final EngineHarness harness;
  private final Script script;
  private long nowMs;
  private final TreeMap<Integer, AgreementFrame> frames = new TreeMap<>();
  private final TreeMap<String, Annex> annexes = new TreeMap<>();

  LifeScript(Bounds bounds) {
    harness = new EngineHarness(bounds);
    script = new Script(harness);
    for (Command command : World.founding()) {
      if (!(command instanceof Command.EnterAgreement)
          && !(command instanceof Command.PublishFixing)) {
        harness.apply(0, command);
      }
    }
    enter("AR", "2026-03-24", "2026-05-01");
    enter("BR", "2026-04-21", "2026-05-01");
    enter("PY", "2026-05-14", "2026-05-15");
    for (ZoneOffsets zone : ZONES) {
      harness.apply(0, new Command.Govern(BY, new CalendarChange.EnterZone(zone)));
    }
  }

  private void enter(String country, String... holidays) {
    List<Holiday> days =
        Arrays.stream(holidays)
            .map(d -> new Holiday(day(d), Holiday.Length.FULL, 0, "holiday"))
            .toList();
    harness.apply(
        0,
        new Command.Govern(
            BY,
            new CalendarChange.EnterCalendar(
                new Calendar(
                    country,
                    new TreeSet<>(List.of(Weekday.SATURDAY, Weekday.SUNDAY)),
                    days))));
  }

  static void check(String transcript) {
    check(Bounds.DEFAULT, transcript);
  }

  static void check(Bounds bounds, String transcript) {
    LifeScript script = new LifeScript(bounds);
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
    script.harness.checkAll();
  }

  EngineHarness harness() {
    return harness;
  }

  List<String> run(String line) {
    String text = timed(line);
    if (text.equals("restart")) {
      harness.restart();
      return List.of();
    }
    if (text.startsWith("balance ")) {
      return script.balance(text.substring("balance ".length()));
    }
    return apply(text).stream()
        .filter(event -> !(event instanceof Event.MessageReceived))
        .map(LifeScript::text)
        .toList();
  }

  private String timed(String line) {
    if (!line.startsWith("@")) {
      return line;
    }
    int space = (line + " ").indexOf(' ');
    nowMs = Instant.parse(line.substring(1, space)).toEpochMilli();
    return line.substring(space).strip();
  }

  /// Runs one line that is no restart.
  List<Event> apply(String line) {
    String text = timed(line);
    List<Event> events = harness.apply(nowMs, command(text));
    events.forEach(this::remember);
    return events;
  }

  /// Texts as they stand, to sign them.
  private void remember(Event event) {
    if (event instanceof Event.Governed governed) {
      switch (governed.event()) {
        case AgreementEvent.AgreementDrafted e -> frames.put(e.frame().id(), e.frame());
        case AgreementEvent.AnnexProposed(Annex annex) ->
            annexes.put(key(annex.agreement(), annex.kind(), annex.version()), annex);
        case AgreementEvent.AnnexWithdrawn e ->
            annexes.remove(key(e.agreement(), e.kind(), e.version()));
        default -> {}
      }
    }
  }

  private Command command(String text) {
    String[] words = text.split(" ");
    Governance change =
        switch (words[0]) {
          case "draft" -> draft(words);
          case "annex" -> new AgreementChange.ProposeAnnex(annex(words));
          case "agree" ->
              new AgreementChange.AgreeText(
                  id(words), World.participant(words[2]), digest(words, 3));
          case "sign" -> sign(words);
          case "withdraw" ->
              new AgreementChange.WithdrawAnnex(
                  id(words),
                  AnnexKind.valueOf(words[2]),
                  Integer.parseInt(words[3]),
                  World.participant(words[4]));
          case "ratify" -> new AgreementChange.Ratify(id(words), World.participant(words[2]));
          case "suspend" ->
              new AgreementChange.Suspend(
                  id(words),
                  World.participant(words[2]),
                  String.join(" ", List.of(words).subList(3, words.length)));
          case "resume" -> new AgreementChange.Resume(id(words), World.participant(words[2]));
          case "end" ->
              new AgreementChange.Terminate(
                  id(words), World.participant(words[2]), day(words[3]));
          case "treaty" -> new AgreementChange.RegisterTreaty(treaty(words));
          case "update" -> new AgreementChange.UpdateTreaty(treaty(words));
          case "holiday" ->
              new CalendarChange.DeclareHoliday(
                  words[1], new Holiday(day(words[2]), Holiday.Length.FULL, 0, "declared late"));
          case "propose" -> propose(words);
          case "approve" ->
              new RateChange.ApproveFixing(id(words), World.participant(words[2]));
          case "decline" ->
              new RateChange.DeclineFixing(
                  id(words),
                  World.participant(words[2]),
                  String.join(" ", List.of(words).subList(3, words.length)));
          default -> null;
        };
    if (change != null) {
      return new Command.Govern(BY, change);
    }
    if (words[0].equals("enter")) {
      return script.command("agree " + words[1] + " " + words[2]);
    }
    return script.command(
        DATE.matcher(text).replaceAll(found -> "day " + day(found.group(1))));
  }

  /// Reads `propose 7 2026-04-01 BRL=5.02520 ARS=108.88670`, until the end of the day.
  private RateChange propose(String[] words) {
    return new RateChange.ProposeFixing(
        new RateDay(id(words), day(words[2]), RateDay.NOT_SAID, RateDay.NOT_SAID),
        leg(words[3]),
        leg(words[4]),
        List.of(),
        String.join(" ", List.of(words).subList(5, words.length)));
  }

  private RateLeg leg(String text) {
    String[] parts = text.split("=");
    return new RateLeg(
        World.currency(parts[0]), Rate.of(parts[1]), "USD", "PTAX", "p", nowMs, null);
  }

  private static int id(String[] words) {
    return Integer.parseInt(words[1]);
  }

  static int day(String date) {
    return date.equals("open") || date.equals("none")
        ? Agreement.OPEN_END
        : Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }

  /// Reads `draft 7 AR,BR 2026-04-01..open runoff 10 ratified zone America/New_York`.
  private static AgreementChange draft(String[] words) {
    List<String> options = List.of(words).subList(4, words.length);
    String[] period = words[3].split("\\.\\.");
    AgreementFrame frame =
        new AgreementFrame(
            id(words),
            "agreement of " + words[2],
            words[2].isEmpty()
                ? List.of()
                : Arrays.stream(words[2].split(",")).map(LifeScript::party).toList(),
            option(options, "law", "Decision 25/07"),
            option(options, "zone", ZONE),
            day(period[0]),
            day(period[1]),
            Integer.parseInt(option(options, "runoff", "0")),
            options.contains("ratified") ? Ratification.NEEDED : Ratification.NOT_NEEDED);
    return new AgreementChange.DraftAgreement(frame);
  }

  private static AgreementFrame.Party party(String name) {
    Currency money =
        switch (name) {
          case "AR" -> World.ARS;
          case "BR" -> World.BRL;
          case "PY" -> World.PYG;
          default -> World.currency("XXX");
        };
    return new AgreementFrame.Party(World.participant(name), name, money);
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1).replace('_', name.equals("law") ? ' ' : '_');
  }

  /// Reads `annex 7 SETTLEMENT 1 2026-04-01..open` and what its kind says.
  private static Annex annex(String[] words) {
    AnnexKind kind = AnnexKind.valueOf(words[2]);
    String[] period = words[4].split("\\.\\.");
    List<String> rest = List.of(words).subList(5, words.length);
    AnnexTerms terms =
        switch (kind) {
          case SETTLEMENT -> settlement(rest);
          case RATES -> rates(rest);
          case CALENDAR -> days(rest);
          case OPERATIONS ->
              OperationWords.terms(List.of(String.join(" ", rest).split(" ; ")));
          case FEES -> FeeWords.annex(rest);
          case CYCLE ->
              rest.contains("house")
                  ? new AnnexTerms.Clearing(
                      World.participant(option(rest, "house", "")),
                      World.currency(option(rest, "unit", "")))
                  : parameters(kind, rest);
          default -> parameters(kind, rest);
        };
    return new Annex(
        id(words), Integer.parseInt(words[3]), day(period[0]), day(period[1]), terms);
  }

  private static AnnexTerms parameters(AnnexKind kind, List<String> rest) {
    return new AnnexTerms.Parameters(
        kind,
        rest.stream()
            .map(p -> p.split("=", 2))
            .map(p -> new AnnexTerms.Parameter(p[0], p[1]))
            .toList());
  }

  private static String key(int agreement, AnnexKind kind, int version) {
    return "%d %02d %04d".formatted(agreement, kind.code(), version);
  }

  private static AnnexTerms settlement(List<String> rest) {
    String one = option(rest, "one", "");
    String via = option(rest, "via", "");
    String maximum = option(rest, "maximum", "");
    return new AnnexTerms.Settlement(
        SettlementModel.valueOf(rest.getFirst()),
        via.isEmpty()
            ? List.of()
            : Arrays.stream(via.split(",")).map(World::participant).toList(),
        one.isEmpty() ? List.of() : Arrays.stream(one.split(",")).map(World::currency).toList(),
        maximum.isEmpty()
            ? List.of()
            : List.of(World.money(maximum.split("/")[0], maximum.split("/")[1])),
        Long.parseLong(option(rest, "queue", "0")));
  }

  /// Reads `FIVE_STEP:5 ARS/BRL BRL/ARS approval EVERY_PARTY fallback PREVIOUS,CLOSED days 2`.
  private static AnnexTerms rates(List<String> rest) {
    RoundingProfile profile = RoundingProfile.of(rest.getFirst());
    String fallback = option(rest, "fallback", "");
    return new AnnexTerms.Rates(
        rest.stream()
            .filter(word -> word.contains("/"))
            .map(pair -> pair.split("/"))
            .map(
                p ->
                    new AnnexTerms.PairProfile(
                        World.currency(p[0]), World.currency(p[1]), profile))
            .toList(),
        Rounding.HALF_UP,
        AnnexTerms.Approval.valueOf(option(rest, "approval", "NONE")),
        0,
        0,
        0,
        AnnexTerms.Breach.WARNING,
        rest.contains("hold")
            ? AnnexTerms.Unconfirmed.HOLD
            : AnnexTerms.Unconfirmed.REFUSE,
        fallback.isEmpty()
            ? List.of()
            : Arrays.stream(fallback.split(",")).map(AnnexTerms.Rung::valueOf).toList(),
        Integer.parseInt(option(rest, "days", "0")),
        List.of());
  }

  /// Reads `AR,BR zone America/Sao_Paulo approval cycle`: a grid with the customers' cut-off at
  /// 16:00, rates to be approved by 11:00, and a cycle that closes at 17:00.
  private static AnnexTerms days(List<String> rest) {
    String zone = option(rest, "zone", ZONE);
    List<DayGrid.Moment> moments = new ArrayList<>();
    if (rest.contains("approval")) {
      moments.add(new DayGrid.Moment(GridMoment.RATE_APPROVAL, zone, 11 * 3600, 11 * 3600));
    }
    moments.add(
        new DayGrid.Moment(GridMoment.CUSTOMER_CUT_OFF, zone, 16 * 3600, 12 * 3600));
    if (rest.contains("cycle")) {
      moments.add(new DayGrid.Moment(GridMoment.CYCLE_CLOSE, zone, 17 * 3600, 13 * 3600));
    }
    return new AnnexTerms.Days(
        List.of(rest.getFirst().split(",")), new DayGrid(moments), null);
  }

  private AgreementChange sign(String[] words) {
    if (words.length < 5) {
      return new AgreementChange.SignAgreement(
          id(words), World.participant(words[2]), digest(words, 3));
    }
    AnnexKind kind = AnnexKind.valueOf(words[2]);
    int version = Integer.parseInt(words[3]);
    Annex annex = annexes.get(key(id(words), kind, version));
    return new AgreementChange.SignAnnex(
        id(words),
        kind,
        version,
        World.participant(words[4]),
        annex == null || words.length > 5 ? Script.digest("other") : AnnexForm.digest(annex));
  }

  private Digest digest(String[] words, int at) {
    AgreementFrame frame = frames.get(id(words));
    return frame == null || words.length > at
        ? Script.digest("other")
        : AnnexForm.digest(
            frame,
            annexes.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(words[1] + " "))
                .map(java.util.Map.Entry::getValue)
                .toList());
  }

  /// Reads `treaty 1 BR,RU trade_in_grain agriculture 2025-11-03 2026-01-01..2030-12-31 SIGNED`.
  private static Treaty treaty(String[] words) {
    String[] period = words[6].split("\\.\\.");
    return new Treaty(
        id(words),
        List.of(words[2].split(",")),
        words[3].replace('_', ' '),
        words[4],
        day(words[5]),
        day(period[0]),
        day(period[1]),
        words.length > 8 ? Script.digest(words[8]) : null,
        AgreementState.valueOf(words[7]));
  }

  static String text(Event event) {
    return switch (event) {
      case Event.Governed e when e.event() instanceof AgreementEvent told ->
          "  " + text(told) + (e.by() == null ? ", by time" : "");
      case Event.Governed e when e.event() instanceof RateEvent told ->
          "  " + text(told) + (e.by() == null ? ", by time" : "");
      case Event.Governed e when e.event() instanceof CalendarEvent.DayOpened told ->
          "  day " + date(told.day()) + " opens";
      case Event.Governed e when e.event() instanceof CalendarEvent.HolidayDeclared told ->
          "  holiday in " + told.country();
      case Event.Governed e when e.event() instanceof CalendarEvent.PaymentRedated told ->
          "  u%d moved to %s until %d"
              .formatted(told.payment().low(), date(told.newDay()), told.deadlineMs());
      case Event.GovernanceRefused e -> "  " + e.objection() + ": " + named(e.place());
      default -> Script.text(event);
    };
  }

  /// BICs are names here.
  private static String named(String place) {
    String text = place.replace(World.participant(World.HOUSE).bic(), World.HOUSE);
    for (String name : World.NAMES) {
      text = text.replace(World.participant(name).bic(), name);
    }
    return text;
  }

  private static String text(RateEvent event) {
    return switch (event) {
      case RateEvent.FixingProposed e -> "rate " + e.proposal() + " proposed";
      case RateEvent.FixingApproved e ->
          "rate " + e.proposal() + " approved by " + World.name(e.party());
      case RateEvent.FixingDeclined e ->
          "rate " + e.proposal() + " declined by " + World.name(e.party());
      case RateEvent.FixingConfirmed e ->
          "rate " + e.proposal() + " confirmed until " + Instant.ofEpochMilli(e.untilMs());
      case RateEvent.FixingExpired e -> "rate " + e.proposal() + " expired";
      case RateEvent.PairUnconfirmed e ->
          e.one() + "/" + e.other() + " unconfirmed on " + date(e.day());
      case RateEvent.FallbackTaken e ->
          e.one() + "/" + e.other() + " on " + date(e.day()) + ": " + e.rung();
    };
  }

  private static String text(AgreementEvent event) {
    return switch (event) {
      case AgreementEvent.AgreementDrafted e -> "drafted " + e.frame().id();
      case AgreementEvent.AnnexProposed e ->
          "proposed " + e.annex().kind() + " " + e.annex().version();
      case AgreementEvent.TextAgreed e -> World.name(e.party()) + " agreed";
      case AgreementEvent.AgreementSigned e -> World.name(e.party()) + " signed";
      case AgreementEvent.AgreementRatified e -> World.name(e.party()) + " ratified";
      case AgreementEvent.EntryIntoForceSet e -> "in force from " + date(e.day());
      case AgreementEvent.AnnexSigned e ->
          World.name(e.party()) + " signed " + e.kind() + " " + e.version();
      case AgreementEvent.AnnexWithdrawn e ->
          World.name(e.party()) + " withdrew " + e.kind() + " " + e.version();
      case AgreementEvent.AnnexConcluded e ->
          e.kind() + " " + e.version() + " from " + date(e.fromDay());
      case AgreementEvent.EditionFormed e ->
          "edition %d from %s: %s"
              .formatted(
                  e.edition(),
                  date(e.fromDay()),
                  e.annexes().stream()
                      .map(number -> number.kind() + " " + number.version())
                      .collect(Collectors.joining(", ")));
      case AgreementEvent.SuspensionDeclared e ->
          World.name(e.party()) + " suspended: " + e.reason();
      case AgreementEvent.SuspensionLifted e -> World.name(e.party()) + " resumed";
      case AgreementEvent.TerminationNoticed e ->
          World.name(e.party()) + " ends it from " + date(e.fromDay());
      case AgreementEvent.AgreementStateChanged e -> "is " + e.state();
      case AgreementEvent.TreatyRegistered e -> "registered " + e.treaty().number();
      case AgreementEvent.TreatyUpdated e ->
          "treaty " + e.treaty().number() + " is " + e.treaty().state();
    };
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
