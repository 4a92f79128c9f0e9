package kontor.engine.calendar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cut-off grid of an agreement (F03): named moments as local times of named zones. A day's
/// instants are computed once, when it opens, and stay: a newer time-zone table changes later
/// days only.
///
/// @param moments in the order in which the parties wrote them
public record DayGrid(List<Moment> moments) {

  public DayGrid {
    moments = List.copyOf(moments);
  }

  /// @param zone name in the time-zone database, such as `America/Caracas`
  /// @param secondOfDay local time
  /// @param halfDaySecond local time on a half day, the same as `secondOfDay` if none is agreed
  public record Moment(GridMoment name, String zone, int secondOfDay, int halfDaySecond) {

    int second(JointCalendar.Kind kind) {
      return kind == JointCalendar.Kind.HALF_DAY ? halfDaySecond : secondOfDay;
    }
  }

  /// @param local whether the clock of the zone shows the agreed time on that day
  public record At(GridMoment name, long instantMs, ZoneOffsets.Local local) {}

  /// A day's moments as instants, and the time-zone tables they come from.
  ///
  /// @param outOfOrder the first moment that comes before one above it; null if none does
  /// @param notCovered the first zone without a table for that day; then there are no moments
  public record Day(
      int day,
      List<At> moments,
      List<String> tzdbVersions,
      @Nullable GridMoment outOfOrder,
      @Nullable String notCovered) {}

  /// @param kind what the date is; a day on which nothing settles has no moments
  public Day on(int day, JointCalendar.Kind kind, List<ZoneOffsets> zones) {
    List<At> instants = new ArrayList<>();
    List<String> versions = new ArrayList<>();
    GridMoment outOfOrder = null;
    for (Moment moment : kind == JointCalendar.Kind.CLOSED ? List.<Moment>of() : moments) {
      ZoneOffsets zone = find(moment.zone(), zones);
      int second = moment.second(kind);
      long instant =
          zone == null ? ZoneOffsets.NOT_COVERED : zone.instantSecond(day, second);
      if (zone == null || instant == ZoneOffsets.NOT_COVERED) {
        return new Day(day, List.of(), List.of(), null, moment.zone());
      }
      if (!versions.contains(zone.tzdbVersion())) {
        versions.add(zone.tzdbVersion());
      }
      long instantMs = instant * 1000;
      if (outOfOrder == null
          && !instants.isEmpty()
          && instants.getLast().instantMs() > instantMs) {
        outOfOrder = moment.name();
      }
      instants.add(new At(moment.name(), instantMs, zone.local(day, second)));
    }
    return new Day(day, List.copyOf(instants), List.copyOf(versions), outOfOrder, null);
  }

  private static @Nullable ZoneOffsets find(String name, List<ZoneOffsets> zones) {
    for (ZoneOffsets zone : zones) {
      if (zone.zone().equals(name)) {
        return zone;
      }
    }
    return null;
  }
}
