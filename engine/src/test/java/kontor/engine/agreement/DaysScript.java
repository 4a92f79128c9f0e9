package kontor.engine.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.annex.AnnexTerms.Days;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.calendar.Zones;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.participant.Registry;
import kontor.engine.state.Bounds;
import kontor.engine.state.FrozenState;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import org.jspecify.annotations.Nullable;

/// Business days as a transcript: lines that begin with `>` are what is done, the rest is what
/// happened. Days are agreed before the first line.
final class DaysScript implements AgreedDays {

  static final ParticipantId BRAZIL = ParticipantId.ofBic("BCBRBRDF");
  static final ParticipantId ARGENTINA = ParticipantId.ofBic("BCRAARBA");

  private static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");
  private static final Currency SAR = new Currency("SAR", 2);

  private final TreeMap<Integer, Days> agreed = new TreeMap<>();
  private final Registry registry = new Registry(Bounds.DEFAULT);
  private Calendars calendars = new Calendars();
  private BusinessDays days;
  private final List<Event> events = new ArrayList<>();
  private long nowMs;

  DaysScript() {
    for (ParticipantId party : List.of(BRAZIL, ARGENTINA, ParticipantId.ofBic("BCPAPYPX"))) {
      registry.admit(party, ParticipantKind.INSTITUTION, party);
    }
    registry.admit(ParticipantId.ofBic("BANKBRS1"), ParticipantKind.DIRECT_BANK, BRAZIL);
    days = new BusinessDays(calendars, this, registry);
  }

  /// @param grid lines such as `CUSTOMER_CUT_OFF America/Sao_Paulo 16:00 half 12:00`
  DaysScript agree(int agreement, String countries, @Nullable String penalty, String grid) {
    List<DayGrid.Moment> moments = new ArrayList<>();
    for (String line : grid.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      if (!line.isBlank()) {
        moments.add(
            new DayGrid.Moment(
                GridMoment.valueOf(words[0]), words[1], second(words[2]),
                second(words.length > 4 ? words[4] : words[2])));
      }
    }
    Money price =
        penalty == null ? null : new Money(Long.parseLong(penalty.replace(".", "")), SAR);
    agreed.put(agreement, new Days(List.of(countries.split(" ")), new DayGrid(moments), price));
    return this;
  }

  private static int second(String time) {
    return LocalTime.parse(time).toSecondOfDay();
  }

  /// One more bank of Brazil.
  String admit(int number) {
    String bic = "BNK%dBR%02d".formatted(number / 100, number % 100);
    registry.admit(ParticipantId.ofBic(bic), ParticipantKind.DIRECT_BANK, BRAZIL);
    return bic;
  }

  void check(String transcript) {
    StringBuilder actual = new StringBuilder();
    for (String line : transcript.split("\n")) {
      if (line.startsWith(">")) {
        actual.append(line).append('\n');
        run(line.substring(1).strip()).forEach(e -> actual.append("  ").append(e).append('\n'));
      } else if (line.startsWith("#")) {
        actual.append(line).append('\n');
      }
    }
    assertEquals(transcript.strip(), actual.toString().strip());
    restart();
  }

  List<String> run(String line) {
    String[] words = line.split(" ");
    if (words[0].startsWith("@")) {
      nowMs = Instant.parse(words[0].substring(1)).toEpochMilli();
      days.passTime(step());
      words = line.substring(words[0].length()).strip().split(" ");
    }
    List<String> answers = new ArrayList<>();
    switch (words[0]) {
      case "" -> {}
      case "restart" -> restart();
      case "check" -> answers.add(String.valueOf(check(words)));
      case "redated" ->
          answers.add(
              LocalDate.ofEpochDay(days.redated(Integer.parseInt(words[1]), day(words[2])))
                  .toString());
      default -> {
        days.apply(change(words, line), BY, step());
        days.follow(step());
      }
    }
    days.checkInvariants();
    List<String> told = new ArrayList<>(events.stream().map(DaysScript::text).toList());
    events.clear();
    told.addAll(answers);
    return told;
  }

  private Step step() {
    return new Step(1, nowMs, events::add);
  }

  private String check(String[] words) {
    GridMoment cutOff =
        words.length > 3 ? GridMoment.valueOf(words[3]) : GridMoment.CUSTOMER_CUT_OFF;
    Refusal refusal = check(Integer.parseInt(words[1]), day(words[2]), cutOff, nowMs);
    return refusal == null ? "accepted" : refusal.name();
  }

  @Nullable Refusal check(int agreement, int day, GridMoment cutOff, long atMs) {
    return days.check(agreement, day, cutOff, atMs);
  }

  void apply(CalendarChange change, long atMs) {
    nowMs = atMs;
    days.passTime(step());
    days.apply(change, BY, step());
    days.follow(step());
  }

  List<Event> passTime(long atMs) {
    nowMs = atMs;
    days.passTime(step());
    List<Event> happened = List.copyOf(events);
    events.clear();
    return happened;
  }

  private static CalendarChange change(String[] words, String line) {
    return switch (words[0]) {
      case "calendar" -> {
        TreeSet<Weekday> rest = new TreeSet<>();
        for (int i = 2; i < words.length; i++) {
          rest.add(Weekday.valueOf(words[i]));
        }
        yield new CalendarChange.EnterCalendar(new Calendar(words[1], rest, List.of()));
      }
      case "holiday", "half-holiday" ->
          new CalendarChange.DeclareHoliday(
              words[1],
              new Holiday(
                  day(words[2]),
                  words[0].equals("holiday") ? Holiday.Length.FULL : Holiday.Length.HALF,
                  Holiday.ALWAYS_KNOWN,
                  line.replaceFirst(".*? .*? .*? ?", "")));
      case "zone" ->
          new CalendarChange.EnterZone(
              Zones.of(
                  words[1],
                  words[2],
                  Instant.parse((words.length > 4 ? words[4] : "2040-01-01") + "T00:00:00Z")));
      case "offset" ->
          new CalendarChange.EnterZone(
              new ZoneOffsets(
                  words[1],
                  words[2],
                  ZoneOffset.of(words[3]).getTotalSeconds(),
                  List.of(
                      new ZoneOffsets.Transition(
                          Instant.parse(words[4]).getEpochSecond(),
                          ZoneOffset.of(words[5]).getTotalSeconds())),
                  Instant.parse("2040-01-01T00:00:00Z").getEpochSecond()));
      case "request" ->
          new CalendarChange.RequestExtension(
              Integer.parseInt(words[1]), day(words[2]), GridMoment.valueOf(words[3]),
              ParticipantId.ofBic(words[4]), Integer.parseInt(words[5]));
      case "approve" ->
          new CalendarChange.ApproveExtension(
              Integer.parseInt(words[1]), day(words[2]), GridMoment.valueOf(words[3]),
              ParticipantId.ofBic(words[4]));
      default -> throw new IllegalArgumentException(String.join(" ", words));
    };
  }

  private static int day(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }

  private static String text(Event event) {
    return switch (event) {
      case Event.Governed e when e.event() instanceof CalendarEvent c -> text(c);
      case Event.GovernanceRefused e -> "objection " + e.objection() + " to " + e.place();
      default -> event.toString();
    };
  }

  private static String text(CalendarEvent event) {
    return switch (event) {
      case CalendarEvent.CalendarEntered e -> "calendar " + e.calendar().country();
      case CalendarEvent.ZoneEntered e -> "zone " + e.zone().zone();
      case CalendarEvent.HolidayDeclared e ->
          "declared on %s: %s %s"
              .formatted(
                  LocalDate.ofEpochDay(e.holiday().declaredOnDay()), e.country(),
                  LocalDate.ofEpochDay(e.holiday().day()));
      case CalendarEvent.DayOpened e ->
          "opened %d %s %s %s %s%s"
              .formatted(
                  e.agreement(), LocalDate.ofEpochDay(e.day()), e.kind(),
                  e.moments().stream().map(DaysScript::text).collect(Collectors.joining(", ")),
                  e.tzdbVersions(),
                  e.outOfOrder() == null ? "" : " out of order " + e.outOfOrder());
      case CalendarEvent.DayNotOpened e ->
          "not opened %d %s, missing %s"
              .formatted(e.agreement(), LocalDate.ofEpochDay(e.day()), e.missing());
      case CalendarEvent.PaymentRedated e -> e.toString();
      case CalendarEvent.ExtensionRequested e -> "requested " + e.minutes() + " minutes";
      case CalendarEvent.CutOffExtended e ->
          "extended to %s for %s"
              .formatted(Instant.ofEpochMilli(e.cutOffMs()), e.charge());
    };
  }

  private static String text(DayGrid.At at) {
    String local =
        at.local() == ZoneOffsets.Local.ONCE
            ? ""
            : " " + at.local().name().toLowerCase(Locale.ROOT);
    return at.name() + " " + Instant.ofEpochMilli(at.instantMs()) + local;
  }

  /// Goes on with what a snapshot gives back; it must be the same to the byte.
  void restart() {
    byte[] before = bytes();
    ByteBuffer in = ByteBuffer.wrap(before);
    StateReader reader = new StateReader((bytes, length) -> in.get(bytes, 0, length));
    calendars = new Calendars();
    days = new BusinessDays(calendars, this, registry);
    calendars.readFrom(reader);
    days.readFrom(reader);
    days.checkInvariants();
    assertArrayEquals(before, bytes());
  }

  private byte[] bytes() {
    FrozenState state = new FrozenState();
    StateWriter writer = new StateWriter(state);
    calendars.writeTo(writer);
    days.writeTo(writer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.whole().writeTo((bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  @Override
  public List<Integer> withCalendar() {
    return List.copyOf(agreed.keySet());
  }

  @Override
  public @Nullable Days on(int agreement, int day) {
    return agreed.get(agreement);
  }

  @Override
  public boolean isParty(int agreement, ParticipantId institution) {
    return institution.equals(BRAZIL) || institution.equals(ARGENTINA);
  }
}
