package kontor.engine.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import kontor.engine.Gen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Joint days against a walk day by day; instants against the JDK's own zones.
class CalendarProperty {

  private static final int CASES = 100_000;
  private static final int CASES_PER_CALENDAR = 100;
  private static final int AROUND = (int) LocalDate.parse("2022-06-01").toEpochDay();

  @Test
  void jointDaysAreThoseOfAWalkDayByDay() {
    for (int seed = 0; seed < CASES / CASES_PER_CALENDAR; seed++) {
      Gen gen = new Gen(seed);
      List<Calendar> calendars = new ArrayList<>();
      for (int i = 2 + gen.below(3); i > 0; i--) {
        calendars.add(calendar(gen));
      }
      JointCalendar joint = JointCalendar.of(calendars);
      for (int i = 0; i < CASES_PER_CALENDAR; i++) {
        int day = AROUND + gen.below(240) - 120;
        int n = gen.below(41) - 10;
        int ofSeed = seed;
        Supplier<@Nullable String> seen =
            () -> "seed " + ofSeed + ": " + calendars + " from " + day + " by " + n;
        assertEquals(walk(calendars, day, n), joint.addBusinessDays(day, n), seen);
        assertEquals(isOpen(calendars, day), joint.isBusinessDay(day), seen);
        assertEquals(isOpen(calendars, day), joint.closedBy(day).isEmpty(), seen);
      }
    }
  }

  private static Calendar calendar(Gen gen) {
    TreeSet<Weekday> rest = new TreeSet<>();
    for (int i = gen.below(4); i > 0; i--) {
      rest.add(gen.choice(List.of(Weekday.values())));
    }
    TreeMap<Integer, Holiday> holidays = new TreeMap<>();
    for (int i = gen.below(20); i > 0; i--) {
      int day = AROUND + gen.below(300) - 150;
      Holiday.Length length = gen.percent(70) ? Holiday.Length.FULL : Holiday.Length.HALF;
      holidays.put(day, new Holiday(day, length, Holiday.ALWAYS_KNOWN, "holiday"));
    }
    return new Calendar("XX", rest, List.copyOf(holidays.values()));
  }

  private static boolean isOpen(List<Calendar> calendars, int day) {
    boolean isOpen = true;
    for (Calendar calendar : calendars) {
      var weekday = LocalDate.ofEpochDay(day).getDayOfWeek();
      isOpen &= !calendar.restDays().contains(Weekday.valueOf(weekday.name()));
      for (Holiday holiday : calendar.holidays()) {
        isOpen &= holiday.day() != day || holiday.length() == Holiday.Length.HALF;
      }
    }
    return isOpen;
  }

  private static int walk(List<Calendar> calendars, int from, int n) {
    int day = n == 0 ? from - 1 : from;
    int left = n == 0 ? 1 : n;
    for (int steps = 0; left != 0; steps++) {
      if (steps > 3_000) {
        return JointCalendar.NO_DAY;
      }
      day += n < 0 ? -1 : 1;
      if (isOpen(calendars, day)) {
        left += n < 0 ? 1 : -1;
      }
    }
    return day;
  }

  @Test
  void instantsAreThoseOfTheJdk() {
    List<String> names =
        List.of("America/New_York", "America/Caracas", "America/Sao_Paulo", "Europe/Moscow",
            "Europe/Berlin", "Asia/Tehran", "Asia/Kolkata", "Australia/Lord_Howe",
            "Pacific/Apia", "Africa/Casablanca", "America/Argentina/Buenos_Aires");
    Gen gen = new Gen(20220311);
    for (String name : names) {
      ZoneOffsets zone = Zones.of(name);
      List<ZoneOffsets.Transition> changes = zone.transitions();
      for (int i = 0; i < CASES / names.size() + 1; i++) {
        // Half of the cases near a change of the offset.
        long second =
            gen.percent(50) && !changes.isEmpty()
                ? gen.choice(changes).atSecond() + gen.below(172_800) - 86_400
                : gen.below(2_000_000_000);
        int day = (int) Math.floorDiv(second, 86_400L);
        int ofDay = Math.floorMod(second, 86_400);
        LocalDateTime local =
            LocalDate.ofEpochDay(day).atStartOfDay().plusSeconds(ofDay);
        assertEquals(
            Zones.instantSecond(name, local),
            zone.instantSecond(day, ofDay),
            () -> name + " " + local);
      }
    }
  }
}
