package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.DayGrid.Moment;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// Whose business days count, and the cut-off grid (F03).
///
/// ```
/// annex calendar version 1 from 2026-01-01
///   countries BR, AR
///   moment START 09:00 America/Sao_Paulo
///   moment INTERBANK_CUT_OFF 17:00 America/Sao_Paulo half-day 12:30
///   extension SAR 25000.00                price of each started half hour of a later cut-off
/// ```
final class DaysPart extends AnnexPart {

  private static final String WORDS = "countries, moment, extension";
  /// How far an agreement without an end is looked at for days on which the grid does not hold.
  private static final int LOOK_AHEAD_DAYS = 20 * 366;
  private static final int SECONDS_PER_MINUTE = 60;

  private final List<String> countries = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();
  private @Nullable Money extension;

  DaysPart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    switch (word) {
      case "countries" -> {
        once("countries");
        do {
          String country = names().country(words);
          if (countries.contains(country)) {
            throw new Words.Fault(country + " stands twice", "keep one of the two");
          }
          countries.add(country);
        } while (words.hasMore());
      }
      case "moment" -> moment(words);
      case "extension" -> {
        once("extension");
        extension = Spelling.sum(words, names().currency(words));
      }
      default -> throw unknown(word, WORDS);
    }
  }

  private void moment(Words words) throws Words.Fault {
    GridMoment name = words.oneOf(GridMoment.class);
    once(statement(name));
    int second = Spelling.time(words);
    ZoneOffsets zone = names().zone(words);
    int halfDay = words.takes("half-day") ? Spelling.time(words) : second;
    if (halfDay > second) {
      throw new Words.Fault("it comes later on a half day than on a full one",
          "write an earlier time for half days");
    }
    moments.add(new Moment(name, zone.zone(), second, halfDay));
  }

  private static String statement(GridMoment name) {
    return "moment " + name;
  }

  boolean closesCycles() {
    return moments.stream().anyMatch(moment -> moment.name() == GridMoment.CYCLE_CLOSE);
  }

  @Override
  AnnexTerms terms() {
    return new AnnexTerms.Days(countries, new DayGrid(moments), extension);
  }

  @Override
  void check() {
    need("countries", "countries BR, AR");
  }

  @Override
  void check(AgreementFrame frame) {
    for (AgreementFrame.Party party : frame.parties()) {
      if (!countries.contains(party.country()) && names().tell(party.country())) {
        complain("countries",
            party.country() + ", the country of " + party.institution() + ", is missing",
            "add it: a business day is one of every party");
      }
    }
    if (extension != null) {
      checkMoney("extension", extension.currency(), frame);
    }
  }

  /// The last day that is looked at for times that do not exist or come in another order.
  private int lastDay(AgreementFrame frame) {
    return Math.min(
        Math.min(header().untilDay(), frame.untilDay()), header().fromDay() + LOOK_AHEAD_DAYS);
  }

  /// The joint calendar of the countries, where the text states all of them.
  @Nullable JointCalendar joint(List<CalendarPart> calendars) {
    List<Calendar> found = new ArrayList<>();
    for (String country : countries) {
      for (CalendarPart part : calendars) {
        if (part.country().equals(country) && !part.isFaulty()) {
          found.add(part.calendar());
        }
      }
    }
    return found.size() == countries.size() ? JointCalendar.of(found) : null;
  }

  /// Complains of countries without a calendar or without a common business day, and of a grid
  /// that does not hold on one.
  void check(AgreementFrame frame, List<CalendarPart> calendars) {
    for (String country : countries) {
      boolean isStated = calendars.stream().anyMatch(part -> part.country().equals(country));
      if (!isStated && names().tell(country)) {
        complain("countries", "country " + country + " has no calendar in this text",
            "write a part of its own: calendar " + country + ", with its rest days and holidays");
      }
    }
    JointCalendar joint = joint(calendars);
    if (joint != null && !joint.hasBusinessDays()) {
      complain("countries", "the countries rest on different days and share no business day",
          "correct the rest days, or take a country out");
    } else if (!hasGap(header().fromDay(), lastDay(frame))) {
      checkOrder(header().fromDay(), lastDay(frame), joint);
    }
  }

  // Days on which the clocks change.

  private List<ZoneOffsets> zones() {
    return names().zones().stream()
        .filter(zone -> moments.stream().anyMatch(moment -> moment.zone().equals(zone.zone())))
        .toList();
  }

  private boolean hasGap(int fromDay, int untilDay) {
    for (Moment moment : moments) {
      for (ZoneOffsets zone : zones()) {
        if (zone.zone().equals(moment.zone())) {
          for (int day : changes(List.of(zone), fromDay, untilDay)) {
            if (complainOfGap(moment, zone, day, untilDay)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private boolean complainOfGap(Moment moment, ZoneOffsets zone, int day, int untilDay) {
    for (int second : new int[] {moment.secondOfDay(), moment.halfDaySecond()}) {
      if (zone.local(day, second) == ZoneOffsets.Local.IN_GAP) {
        complain(statement(moment.name()),
            Spelling.time(second) + " does not exist in " + zone.zone() + " on "
                + Spelling.day(day) + ", when the clock jumps over it",
            remedyForGap(zone, day, second, untilDay));
        return true;
      }
    }
    return false;
  }

  /// The time after the jump or else the one before it, on the same day and on every other.
  private String remedyForGap(ZoneOffsets zone, int day, int second, int untilDay) {
    long after = zone.instantSecond(day, second);
    for (long instant : new long[] {after, after - SECONDS_PER_MINUTE}) {
      int time = localTime(zone, instant);
      boolean isEachDay =
          zone.dayAt(instant) == day
              && changes(List.of(zone), header().fromDay(), untilDay).stream()
                  .noneMatch(other -> zone.local(other, time) == ZoneOffsets.Local.IN_GAP);
      if (isEachDay) {
        return "write a time that every day has, such as " + Spelling.time(time);
      }
    }
    return "write a time that every day has, or let the annex begin after " + Spelling.day(day);
  }

  /// What the clock shows at an instant, seconds of the day.
  private static int localTime(ZoneOffsets zone, long second) {
    int offset = zone.firstOffsetSeconds();
    for (ZoneOffsets.Transition transition : zone.transitions()) {
      if (transition.atSecond() <= second) {
        offset = transition.offsetSeconds();
      }
    }
    return (int) Math.floorMod(second + offset, (long) ZoneOffsets.SECONDS_PER_DAY);
  }

  /// Days about a change of an offset; with the week behind it, which has a business day.
  private static TreeSet<Integer> changes(List<ZoneOffsets> zones, int fromDay, int untilDay) {
    TreeSet<Integer> days = new TreeSet<>();
    for (ZoneOffsets zone : zones) {
      for (ZoneOffsets.Transition transition : zone.transitions()) {
        int day = (int) Math.floorDiv(transition.atSecond(), (long) ZoneOffsets.SECONDS_PER_DAY);
        for (int near = day - 1; near <= day + Weekday.DAYS; near++) {
          if (near >= fromDay && near <= untilDay) {
            days.add(near);
          }
        }
      }
    }
    return days;
  }

  private GridMoment above(GridMoment name) {
    GridMoment above = name;
    for (Moment moment : moments) {
      if (moment.name() == name) {
        return above;
      }
      above = moment.name();
    }
    return above;
  }

  private void checkOrder(int fromDay, int untilDay, @Nullable JointCalendar joint) {
    List<ZoneOffsets> zones = zones();
    TreeSet<Integer> days = changes(zones, fromDay, untilDay);
    for (int day = fromDay; day <= Math.min(fromDay + Weekday.DAYS, untilDay); day++) {
      days.add(day);
    }
    days.removeIf(day -> joint != null && !joint.isBusinessDay(day));
    DayGrid grid = new DayGrid(moments);
    for (int day : days) {
      for (JointCalendar.Kind kind :
          List.of(JointCalendar.Kind.BUSINESS_DAY, JointCalendar.Kind.HALF_DAY)) {
        GridMoment late = grid.on(day, kind, zones).outOfOrder();
        if (late != null) {
          complain(statement(late),
              late + " comes before " + above(late) + ", which stands above it, "
                  + (kind == JointCalendar.Kind.HALF_DAY ? "on a half day such as " : "on ")
                  + Spelling.day(day),
              "write moments in the order in which they come, or correct their times");
          return;
        }
      }
    }
  }
}
