package kontor.engine.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import kontor.engine.Event;
import kontor.engine.Gen;
import kontor.engine.Refusal;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.Zones;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CalendarEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Time passes in steps of any length, holidays are declared on the way, the node restarts: which
/// days open, when, and what can be dated to them, against a walk day by day with the JDK's zones.
class BusinessDaysProperty {

  private static final int HISTORIES = 250;
  private static final int STEPS = 25;
  private static final int CHECKS_PER_STEP = 20;
  private static final long DAY_MS = 86_400_000;
  private static final List<String> ZONES =
      List.of("America/Sao_Paulo", "America/Asuncion", "Europe/Berlin", "Asia/Beirut",
          "Africa/Cairo", "Asia/Tehran", "Pacific/Apia", "America/Caracas");
  private static final List<LocalDate> AROUND =
      List.of(LocalDate.parse("2018-11-01"), LocalDate.parse("2019-02-10"),
          LocalDate.parse("2023-03-20"), LocalDate.parse("2023-10-20"),
          LocalDate.parse("2024-10-01"), LocalDate.parse("2016-04-25"));

  /// Two countries, a grid of a cut-off in one zone and a beginning in another.
  private static final class Naive {
    final TreeMap<String, TreeSet<Weekday>> rest = new TreeMap<>();
    final TreeMap<String, TreeSet<Integer>> closed = new TreeMap<>();
    final TreeSet<Integer> half = new TreeSet<>();
    final String startZone;
    final String cutOffZone;
    final int cutOffSecond;
    final int halfSecond;

    Naive(Gen gen) {
      for (String country : List.of("AA", "BB")) {
        rest.put(country, new TreeSet<>());
        closed.put(country, new TreeSet<>());
        for (int i = gen.below(3); i > 0; i--) {
          rest.get(country).add(gen.choice(List.of(Weekday.values())));
        }
      }
      startZone = gen.choice(ZONES);
      cutOffZone = gen.choice(ZONES);
      cutOffSecond = gen.below(24 * 60) * 60;
      halfSecond = gen.below(24 * 60) * 60;
    }

    boolean isRestDay(String country, int day) {
      Weekday weekday = Weekday.valueOf(LocalDate.ofEpochDay(day).getDayOfWeek().name());
      return rest.getOrDefault(country, new TreeSet<>()).contains(weekday);
    }

    boolean isOpen(int day) {
      boolean isOpen = true;
      for (String country : closed.keySet()) {
        isOpen &= !isRestDay(country, day) && !isClosed(country, day);
      }
      return isOpen;
    }

    boolean isClosed(String country, int day) {
      return closed.getOrDefault(country, new TreeSet<>()).contains(day);
    }

    long beginsMs(int day) {
      return Math.min(instantMs(startZone, day, 0), instantMs(cutOffZone, day, 0));
    }

    long cutOffMs(int day) {
      return instantMs(cutOffZone, day, half.contains(day) ? halfSecond : cutOffSecond);
    }

    static long instantMs(String zone, int day, int second) {
      return 1000 * Zones.instantSecond(
          zone, LocalDate.ofEpochDay(day).atTime(LocalTime.ofSecondOfDay(second)));
    }

    String grid() {
      return "START " + startZone + " 00:00\nCUSTOMER_CUT_OFF " + cutOffZone + " "
          + LocalTime.ofSecondOfDay(cutOffSecond) + " half " + LocalTime.ofSecondOfDay(halfSecond);
    }
  }

  @Test
  void daysOpenAndCloseAsInAWalkDayByDay() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Gen gen = new Gen(seed);
      int ofSeed = seed;
      Naive naive = new Naive(gen);
      DaysScript script = new DaysScript().agree(1, "AA BB", null, naive.grid());
      long nowMs = gen.choice(AROUND).toEpochDay() * DAY_MS + gen.below(DAY_MS);
      for (String zone : new TreeSet<>(List.of(naive.startZone, naive.cutOffZone))) {
        script.apply(new CalendarChange.EnterZone(Zones.of(zone)), nowMs);
      }
      for (var country : naive.rest.entrySet()) {
        script.apply(
            new CalendarChange.EnterCalendar(
                new Calendar(country.getKey(), country.getValue(), List.of())),
            nowMs);
      }
      script.passTime(nowMs);
      int told = day(nowMs) + 3;
      while (naive.beginsMs(told) > nowMs) {
        told--;
      }
      for (int i = 0; i < STEPS; i++) {
        if (gen.percent(40)) {
          declare(gen, naive, script, nowMs);
        }
        nowMs += gen.percent(50) ? gen.below(DAY_MS / 4) : gen.below(3 * DAY_MS);
        List<Integer> expected = new ArrayList<>();
        while (naive.beginsMs(told + 1) <= nowMs) {
          told++;
          if (naive.isOpen(told)) {
            expected.add(told);
          }
        }
        assertEquals(expected, opened(script.passTime(nowMs), naive), () -> "seed " + ofSeed);
        if (gen.percent(20)) {
          script.restart();
        }
        check(gen, naive, script, nowMs, seed);
      }
    }
  }

  private static int day(long ms) {
    return (int) Math.floorDiv(ms, DAY_MS);
  }

  private static void declare(Gen gen, Naive naive, DaysScript script, long nowMs) {
    int day = day(nowMs) - 1 + gen.below(8);
    String country = gen.choice(List.of("AA", "BB"));
    boolean full = gen.percent(60);
    script.apply(
        new CalendarChange.DeclareHoliday(
            country,
            new Holiday(
                day, full ? Holiday.Length.FULL : Holiday.Length.HALF, 0, "declared late")),
        nowMs);
    script.passTime(nowMs);
    boolean hasBegun = naive.beginsMs(day) <= nowMs;
    if (!hasBegun && !naive.isRestDay(country, day) && !naive.isClosed(country, day)) {
      if (full) {
        naive.closed.getOrDefault(country, new TreeSet<>()).add(day);
      } else {
        naive.half.add(day);
      }
    }
  }

  private static List<Integer> opened(List<Event> events, Naive naive) {
    List<Integer> days = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.Governed governed
          && governed.event() instanceof CalendarEvent.DayOpened opened) {
        days.add(opened.day());
        assertEquals(
            naive.cutOffMs(opened.day()), opened.moments().getLast().instantMs(), "cut-off");
      }
    }
    return days;
  }

  private static void check(Gen gen, Naive naive, DaysScript script, long nowMs, int seed) {
    for (int i = 0; i < CHECKS_PER_STEP; i++) {
      int day = day(nowMs) - 5 + gen.below(12);
      long atMs = nowMs;
      Refusal expected =
          !naive.isOpen(day)
              ? Refusal.VALUE_DAY_CLOSED
              : naive.beginsMs(day) <= nowMs && naive.cutOffMs(day) <= nowMs
                  ? Refusal.CUT_OFF_PASSED
                  : null;
      Supplier<@Nullable String> seen =
          () ->
              "seed " + seed + ": " + LocalDate.ofEpochDay(day) + " at "
                  + Instant.ofEpochMilli(atMs);
      assertEquals(
          expected, script.check(1, day, GridMoment.CUSTOMER_CUT_OFF, nowMs), seen);
    }
  }
}
