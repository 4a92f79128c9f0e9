package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.annex.AnnexTerms.Days;
import kontor.engine.calendar.CutOff;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.governance.Objection;
import kontor.engine.participant.Registry;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// The business days of agreements as log time passes (F03).
///
/// For each agreement with an annex CALENDAR every calendar day is looked at when it begins in the
/// first zone of the grid. If it is a joint day it opens: its moments are computed once, from the
/// zone tables of that moment, and stay; a newer table changes days that have not opened. If a
/// table or a calendar is missing, the day does not open, and what is dated to it is refused until
/// it is entered: nothing is guessed.
public final class BusinessDays {

  /// Days of an agreement that are remembered, the latest. What is dated before them is over.
  static final int DAYS_KEPT = 8;
  static final int REQUESTS_MAX = 64;
  /// There is no such moment on that day.
  public static final long NO_INSTANT = Long.MIN_VALUE;

  private static final long DAY_MS = 86_400_000;
  private static final JointCalendar.Kind[] KINDS = JointCalendar.Kind.values();
  private static final GridMoment[] MOMENTS = GridMoment.values();
  private static final ZoneOffsets.Local[] LOCALS = ZoneOffsets.Local.values();

  /// An extension that was asked for and not approved so far.
  ///
  /// @param cutOffMs when the moment came then
  private record Request(
      GridMoment moment, ParticipantId participant, int minutes, long atMs, long cutOffMs) {}

  /// A day that has begun.
  ///
  /// @param missing why its moments are not known; null when it is open
  private record Begun(
      JointCalendar.Kind kind,
      List<DayGrid.At> moments,
      List<String> tzdbVersions,
      @Nullable String missing,
      List<Request> requests) {

    static Begun without(String missing) {
      return new Begun(JointCalendar.Kind.CLOSED, List.of(), List.of(), missing, List.of());
    }

    long instantMs(GridMoment name) {
      for (DayGrid.At at : moments) {
        if (at.name() == name) {
          return at.instantMs();
        }
      }
      return NO_INSTANT;
    }
  }

  /// @param nextDay the first that has not begun
  /// @param nextMs when it begins
  private record Course(int nextDay, long nextMs, TreeMap<Integer, Begun> days) {}

  private record Next(long atMs, int agreement) implements Comparable<Next> {
    @Override
    public int compareTo(Next other) {
      return atMs != other.atMs
          ? Long.compare(atMs, other.atMs)
          : Integer.compare(agreement, other.agreement);
    }
  }

  private final Calendars calendars;
  private final AgreedDays agreed;
  private final Registry registry;
  private final TreeMap<Integer, Course> courses = new TreeMap<>();
  private final TreeSet<Next> schedule = new TreeSet<>();

  public BusinessDays(Calendars calendars, AgreedDays agreed, Registry registry) {
    this.calendars = calendars;
    this.agreed = agreed;
    this.registry = registry;
  }

  public void apply(CalendarChange change, FourEyes by, Step step) {
    switch (change) {
      case CalendarChange.EnterCalendar c -> calendars.enter(c.calendar(), by, step);
      case CalendarChange.EnterZone c -> calendars.enter(c.zone(), by, step);
      case CalendarChange.DeclareHoliday c -> {
        if (hasBegun(c.country(), c.holiday().day(), step)) {
          refuse(Objection.DAY_HAS_BEGUN, "calendar " + c.country(), step);
        } else {
          calendars.declare(c.country(), c.holiday(), by, step);
        }
      }
      case CalendarChange.RequestExtension c -> request(c, by, step);
      case CalendarChange.ApproveExtension c -> approve(c, by, step);
    }
  }

  /// A day begins for an agreement of the country when that agreement says so; for a country
  /// without one, at midnight of UTC.
  private boolean hasBegun(String country, int day, Step step) {
    boolean isInUse = false;
    for (var course : courses.entrySet()) {
      Days terms = agreed.on(course.getKey(), day);
      if (terms != null && terms.countries().contains(country)) {
        isInUse = true;
        if (day < course.getValue().nextDay()) {
          return true;
        }
      }
    }
    return !isInUse && day <= utcDay(step.nowMs());
  }

  /// What is entered or agreed may concern days that are to come, and those that could not open.
  /// To be called after each change.
  public void follow(Step step) {
    for (int agreement : agreed.withCalendar()) {
      Course course = courses.get(agreement);
      if (course == null) {
        // Somewhere the day before the one of UTC may still have its cut-offs before it.
        plan(agreement, utcDay(step.nowMs()) - 2, new TreeMap<>());
      } else {
        reopen(agreement, course, step);
        plan(agreement, course.nextDay(), course.days());
      }
    }
    passTime(step);
  }

  private void plan(int agreement, int nextDay, TreeMap<Integer, Begun> days) {
    Course before = courses.get(agreement);
    if (before != null) {
      schedule.remove(new Next(before.nextMs(), agreement));
    }
    Course course = new Course(nextDay, opensMs(agreement, nextDay), days);
    courses.put(agreement, course);
    schedule.add(new Next(course.nextMs(), agreement));
  }

  /// When a day begins in the first zone of the agreement's grid; in UTC if there is none.
  private long opensMs(int agreement, int day) {
    if (day > JointCalendar.DAY_MAX) {
      return Long.MAX_VALUE;
    }
    long first = Long.MAX_VALUE;
    Days terms = agreed.on(agreement, day);
    List<DayGrid.Moment> moments = terms == null ? List.of() : terms.grid().moments();
    for (DayGrid.Moment moment : moments) {
      ZoneOffsets zone = calendars.zone(moment.zone());
      long second = zone == null ? ZoneOffsets.NOT_COVERED : zone.instantSecond(day, 0);
      if (second != ZoneOffsets.NOT_COVERED) {
        first = Math.min(first, second * 1000);
      }
    }
    return first == Long.MAX_VALUE ? day * DAY_MS : first;
  }

  static int utcDay(long ms) {
    long day = Math.floorDiv(ms, DAY_MS);
    return (int) Math.clamp(day, -JointCalendar.DAY_MAX, JointCalendar.DAY_MAX);
  }

  /// Days that begin by now, in the order of time.
  public void passTime(Step step) {
    while (nextDueMs() <= step.nowMs()) {
      int agreement = schedule.getFirst().agreement();
      Course course = begun(agreement);
      int day = course.nextDay();
      if (opensMs(agreement, day + DAYS_KEPT) <= step.nowMs()) {
        // The log stood still for days. Nobody can do anything about them any more.
        plan(
            agreement, Math.max(day + 1, utcDay(step.nowMs()) - DAYS_KEPT), course.days());
      } else {
        begin(agreement, day, course.days(), step);
        plan(agreement, day + 1, course.days());
      }
    }
  }

  private Course begun(int agreement) {
    Course course = courses.get(agreement);
    if (course == null) {
      throw new AssertionError("agreement without its days: " + agreement);
    }
    return course;
  }

  private void begin(int agreement, int day, TreeMap<Integer, Begun> days, Step step) {
    Days terms = agreed.on(agreement, day);
    if (terms == null) {
      return;
    }
    Begun begun = open(agreement, day, terms, null, step);
    if (begun != null) {
      days.put(day, begun);
      if (days.size() > DAYS_KEPT) {
        days.pollFirstEntry();
      }
    }
  }

  /// @param known what was missing before; that it still is, is not told again
  /// @return null if nothing settles on that day
  private @Nullable Begun open(
      int agreement, int day, Days terms, @Nullable String known, Step step) {
    JointCalendar joint = calendars.joint(terms.countries());
    if (joint == null) {
      return miss(agreement, day, "calendar " + calendars.missing(terms.countries()), known, step);
    }
    JointCalendar.Kind kind = joint.kind(day);
    if (kind == JointCalendar.Kind.CLOSED) {
      return null;
    }
    DayGrid.Day grid = terms.grid().on(day, kind, calendars.zones());
    if (grid.notCovered() != null) {
      return miss(agreement, day, "zone " + grid.notCovered(), known, step);
    }
    tell(
        null,
        new CalendarEvent.DayOpened(
            agreement, day, kind, grid.moments(), grid.tzdbVersions(), grid.outOfOrder()),
        step);
    return new Begun(kind, grid.moments(), grid.tzdbVersions(), null, List.of());
  }

  private static Begun miss(
      int agreement, int day, String missing, @Nullable String known, Step step) {
    if (!missing.equals(known)) {
      tell(null, new CalendarEvent.DayNotOpened(agreement, day, missing), step);
    }
    return Begun.without(missing);
  }

  /// Days that lacked a table or a calendar may have it now.
  private void reopen(int agreement, Course course, Step step) {
    for (int day : List.copyOf(course.days().keySet())) {
      Begun begun = course.days().get(day);
      Days terms = agreed.on(agreement, day);
      if (begun == null || begun.missing() == null || terms == null) {
        continue;
      }
      Begun now = open(agreement, day, terms, begun.missing(), step);
      if (now == null) {
        course.days().remove(day);
      } else {
        course.days().put(day, now);
      }
    }
  }

  /// Whether a payment can still come in for a value date.
  ///
  /// @param cutOff the one that it must meet; a grid without it has its other cut-off, then the
  ///     end of the day, then the beginning of the next day
  /// @return why not; null if it can, or if the agreement has no calendar on that day
  public @Nullable Refusal check(int agreement, int day, GridMoment cutOff, long nowMs) {
    Days terms = agreed.on(agreement, day);
    if (terms == null) {
      return null;
    }
    JointCalendar joint = calendars.joint(terms.countries());
    if (joint == null) {
      return Refusal.VALUE_DAY_NOT_OPENED;
    }
    if (!joint.isBusinessDay(day)) {
      return Refusal.VALUE_DAY_CLOSED;
    }
    Course course = courses.get(agreement);
    if (course == null || day >= course.nextDay()) {
      return null;
    }
    Begun begun = course.days().get(day);
    if (begun == null) {
      return Refusal.CUT_OFF_PASSED;
    }
    if (begun.missing() != null) {
      return Refusal.VALUE_DAY_NOT_OPENED;
    }
    for (GridMoment name : List.of(cutOff, other(cutOff), GridMoment.DAY_END)) {
      long instant = begun.instantMs(name);
      if (instant != NO_INSTANT) {
        return nowMs < instant ? null : Refusal.CUT_OFF_PASSED;
      }
    }
    return course.days().lastKey() == day ? null : Refusal.CUT_OFF_PASSED;
  }

  private static GridMoment other(GridMoment cutOff) {
    return cutOff == GridMoment.CUSTOMER_CUT_OFF
        ? GridMoment.INTERBANK_CUT_OFF
        : GridMoment.CUSTOMER_CUT_OFF;
  }

  /// Whether the agreement counts business days on that day.
  public boolean isCounted(int agreement, int day) {
    return agreed.on(agreement, day) != null;
  }

  /// Where a value date goes when a holiday came upon it: the next joint day, or itself.
  public int redated(int agreement, int day) {
    Days terms = agreed.on(agreement, day);
    JointCalendar joint = terms == null ? null : calendars.joint(terms.countries());
    int next = joint == null ? day : joint.addBusinessDays(day, 0);
    return next == JointCalendar.NO_DAY ? day : next;
  }

  /// When a moment comes on a day that is open, with its extensions; {@link #NO_INSTANT} if the
  /// day is not open or its grid has no such moment.
  public long instantMs(int agreement, int day, GridMoment moment) {
    Course course = courses.get(agreement);
    Begun begun = course == null ? null : course.days().get(day);
    return begun == null ? NO_INSTANT : begun.instantMs(moment);
  }

  /// Sees a moment of a day that is open.
  public interface Moments {
    void at(int agreement, int day, long instantMs);
  }

  /// Every day that is open and has the moment, lowest agreement and day first.
  public void forEach(GridMoment moment, Moments visitor) {
    courses.forEach(
        (agreement, course) ->
            course
                .days()
                .forEach(
                    (day, begun) -> {
                      if (begun.instantMs(moment) != NO_INSTANT) {
                        visitor.at(agreement, day, begun.instantMs(moment));
                      }
                    }));
  }

  private void request(CalendarChange.RequestExtension c, FourEyes by, Step step) {
    Objection objection = checkRequest(c, step);
    if (objection != null) {
      refuse(objection, place(c.agreement(), c.moment()), step);
      return;
    }
    Begun begun = begunOn(c.agreement(), c.day());
    List<Request> requests = new ArrayList<>(begun.requests());
    requests.add(
        new Request(
            c.moment(), c.participant(), c.minutes(), step.nowMs(), begun.instantMs(c.moment())));
    keep(c.agreement(), c.day(), begun.moments(), requests);
    tell(
        by,
        new CalendarEvent.ExtensionRequested(
            c.agreement(), c.day(), c.moment(), c.participant(), c.minutes()),
        step);
  }

  private @Nullable Objection checkRequest(CalendarChange.RequestExtension c, Step step) {
    Objection day = checkDay(c.agreement(), c.day(), c.moment());
    if (day != null) {
      return day;
    }
    ParticipantId institution = registry.institution(c.participant());
    if (institution == null) {
      return Objection.PARTICIPANT_UNKNOWN;
    }
    if (!agreed.isParty(c.agreement(), institution)) {
      return Objection.NOT_OF_THE_AGREEMENT;
    }
    Begun begun = begunOn(c.agreement(), c.day());
    for (Request known : begun.requests()) {
      if (known.moment() == c.moment() && known.participant().equals(c.participant())) {
        return known.minutes() == c.minutes()
            ? Objection.ALREADY_EXISTS
            : Objection.CONFLICTS_WITH_EARLIER;
      }
    }
    if (begun.requests().size() >= REQUESTS_MAX) {
      return Objection.TABLE_FULL;
    }
    Money penalty = penalty(c.agreement(), c.day());
    if (penalty == null) {
      return Objection.EXTENSION_NOT_AGREED;
    }
    CutOff.Extension extension =
        CutOff.extend(
            new CutOff.Request(
                step.nowMs(), c.minutes(), true, begun.instantMs(c.moment()), penalty.minor()));
    return objection(extension, begun);
  }

  private static @Nullable Objection objection(CutOff.Extension extension, Begun begun) {
    return switch (extension.decision()) {
      case MINUTES_INVALID -> Objection.MINUTES_INVALID;
      case TOO_LATE -> Objection.CUT_OFF_HAS_COME;
      case NOT_APPROVED -> Objection.EXTENSION_NOT_REQUESTED;
      case PRICE_TOO_LARGE -> Objection.CHARGE_TOO_LARGE;
      case EXTENDED -> {
        long endMs = begun.instantMs(GridMoment.DAY_END);
        if (endMs != NO_INSTANT && extension.cutOffMs() > endMs) {
          yield Objection.EXTENSION_AFTER_DAY_END;
        }
        yield extension.chargeMinor() > Bounds.AMOUNT_MAX ? Objection.CHARGE_TOO_LARGE : null;
      }
    };
  }

  private @Nullable Objection checkDay(int agreement, int day, GridMoment moment) {
    Course course = courses.get(agreement);
    if (course == null) {
      return Objection.AGREEMENT_UNKNOWN;
    }
    Begun begun = course.days().get(day);
    if (begun == null || begun.missing() != null) {
      return Objection.DAY_NOT_OPEN;
    }
    boolean isCutOff =
        moment == GridMoment.CUSTOMER_CUT_OFF || moment == GridMoment.INTERBANK_CUT_OFF;
    return isCutOff && begun.instantMs(moment) != NO_INSTANT
        ? null
        : Objection.MOMENT_NOT_A_CUT_OFF;
  }

  private void approve(CalendarChange.ApproveExtension c, FourEyes by, Step step) {
    Objection day = checkDay(c.agreement(), c.day(), c.moment());
    Request request = day == null ? requestOf(c) : null;
    Money penalty = penalty(c.agreement(), c.day());
    if (day != null || request == null || penalty == null) {
      refuse(
          day == null ? Objection.EXTENSION_NOT_REQUESTED : day,
          place(c.agreement(), c.moment()),
          step);
      return;
    }
    Begun begun = begunOn(c.agreement(), c.day());
    CutOff.Extension extension =
        CutOff.extend(
            new CutOff.Request(
                request.atMs(), request.minutes(), true, request.cutOffMs(), penalty.minor()));
    Objection objection = checkApproval(extension, begun, c.moment(), step);
    if (objection != null) {
      refuse(objection, place(c.agreement(), c.moment()), step);
      return;
    }
    List<Request> requests = new ArrayList<>(begun.requests());
    requests.remove(request);
    keep(c.agreement(), c.day(), later(begun, c.moment(), extension.cutOffMs()), requests);
    tell(
        by,
        new CalendarEvent.CutOffExtended(
            c.agreement(),
            c.day(),
            c.moment(),
            c.participant(),
            request.minutes(),
            extension.cutOffMs(),
            new Money(extension.chargeMinor(), penalty.currency())),
        step);
  }

  /// What others were granted counts: an extension that moves nothing is not charged.
  private static @Nullable Objection checkApproval(
      CutOff.Extension extension, Begun begun, GridMoment moment, Step step) {
    Objection wrong = objection(extension, begun);
    if (wrong != null) {
      return wrong;
    }
    if (extension.cutOffMs() <= step.nowMs()) {
      return Objection.CUT_OFF_HAS_COME;
    }
    return extension.cutOffMs() <= begun.instantMs(moment) ? Objection.ALREADY_EXISTS : null;
  }

  private static List<DayGrid.At> later(Begun begun, GridMoment moment, long instantMs) {
    List<DayGrid.At> moments = new ArrayList<>();
    for (DayGrid.At at : begun.moments()) {
      moments.add(at.name() == moment ? new DayGrid.At(moment, instantMs, at.local()) : at);
    }
    return List.copyOf(moments);
  }

  private @Nullable Request requestOf(CalendarChange.ApproveExtension c) {
    for (Request request : begunOn(c.agreement(), c.day()).requests()) {
      if (request.moment() == c.moment() && request.participant().equals(c.participant())) {
        return request;
      }
    }
    return null;
  }

  private @Nullable Money penalty(int agreement, int day) {
    Days terms = agreed.on(agreement, day);
    return terms == null ? null : terms.extensionPenalty();
  }

  private Begun begunOn(int agreement, int day) {
    Begun begun = begun(agreement).days().get(day);
    if (begun == null) {
      throw new AssertionError("day has not begun: " + day);
    }
    return begun;
  }

  private void keep(
      int agreement, int day, List<DayGrid.At> moments, List<Request> requests) {
    Begun begun = begunOn(agreement, day);
    begun(agreement)
        .days()
        .put(
            day,
            new Begun(
                begun.kind(), moments, begun.tzdbVersions(), null, List.copyOf(requests)));
  }

  private static String place(int agreement, GridMoment moment) {
    return "agreement " + agreement + ", " + moment;
  }

  private static void tell(@Nullable FourEyes by, GovernanceEvent event, Step step) {
    step.emit(new Event.Governed(by, event));
  }

  private static void refuse(Objection objection, String place, Step step) {
    step.emit(new Event.GovernanceRefused(objection, place));
  }

  /// When the next day begins, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return schedule.isEmpty() ? Long.MAX_VALUE : schedule.getFirst().atMs();
  }

  public void writeTo(StateWriter writer) {
    writer.putInt(courses.size());
    courses.forEach(
        (agreement, course) -> {
          writer.putInt(agreement);
          writer.putInt(course.nextDay());
          writer.putLong(course.nextMs());
          writer.putInt(course.days().size());
          course
              .days()
              .forEach(
                  (day, begun) -> {
                    writer.putInt(day);
                    write(begun, writer);
                  });
        });
  }

  private static void write(Begun begun, StateWriter writer) {
    writer.putInt(begun.kind().code());
    writer.putAll(
        begun.moments(),
        (to, at) -> {
          to.putInt(at.name().code());
          to.putLong(at.instantMs());
          to.putInt(at.local().code());
        });
    writer.putAll(begun.tzdbVersions(), StateWriter::putText);
    writer.putText(begun.missing() == null ? "" : begun.missing());
    writer.putAll(
        begun.requests(),
        (to, request) -> {
          to.putInt(request.moment().code());
          to.putParticipant(request.participant());
          to.putInt(request.minutes());
          to.putLong(request.atMs());
          to.putLong(request.cutOffMs());
        });
  }

  public void readFrom(StateReader reader) {
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      int agreement = reader.getInt();
      int nextDay = reader.getInt();
      long nextMs = reader.getLong();
      TreeMap<Integer, Begun> days = new TreeMap<>();
      int kept = reader.getCount();
      for (int k = 0; k < kept; k++) {
        days.put(reader.getInt(), read(reader));
      }
      courses.put(agreement, new Course(nextDay, nextMs, days));
      schedule.add(new Next(nextMs, agreement));
    }
  }

  private static Begun read(StateReader reader) {
    JointCalendar.Kind kind = reader.getCoded(KINDS, JointCalendar.Kind::code);
    List<DayGrid.At> moments =
        reader.getAll(
            from ->
                new DayGrid.At(
                    from.getCoded(MOMENTS, GridMoment::code),
                    from.getLong(),
                    from.getCoded(LOCALS, ZoneOffsets.Local::code)));
    List<String> tzdbVersions = reader.getAll(StateReader::getText);
    String missing = reader.getText();
    List<Request> requests =
        reader.getAll(
            from ->
                new Request(
                    from.getCoded(MOMENTS, GridMoment::code),
                    from.getParticipant(),
                    from.getInt(),
                    from.getLong(),
                    from.getLong()));
    return new Begun(
        kind,
        List.copyOf(moments),
        List.copyOf(tzdbVersions),
        missing.isEmpty() ? null : missing,
        List.copyOf(requests));
  }

  public void checkInvariants() {
    Invariants.check(
        schedule.size() == courses.size(), "a day is planned twice or never", "agreements",
        courses.size());
    courses.forEach(
        (agreement, course) ->
            Invariants.check(
                course.days().size() <= DAYS_KEPT
                    && (course.days().isEmpty() || course.days().lastKey() < course.nextDay())
                    && schedule.contains(new Next(course.nextMs(), agreement)),
                "days of an agreement are not in order",
                "agreement",
                agreement));
  }
}
