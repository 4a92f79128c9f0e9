package kontor.readside;

import java.util.List;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A business day of an agreement that has begun.
///
/// @param kind null if it could not open
/// @param missing what was missing then; null when it is open
/// @param outOfOrder the first moment that comes before one above it; null if none does
/// @param cycle its netting cycle; null while it is open, or if the day has none
public record BusinessDayRow(
    int agreement,
    int day,
    JointCalendar.@Nullable Kind kind,
    @Nullable String missing,
    List<String> tzdbVersions,
    @Nullable GridMoment outOfOrder,
    long openedMs,
    List<MomentRow> moments,
    List<ExtensionRow> extensions,
    @Nullable CycleRow cycle) {

  /// @param openedMs when it was to come as the day opened
  /// @param instantMs when it comes with its extensions
  public record MomentRow(
      GridMoment moment, long openedMs, long instantMs, ZoneOffsets.Local local) {}

  /// @param approvedMs log time; null while it is only asked for
  /// @param charge for the monthly bill; null while it is only asked for
  public record ExtensionRow(
      GridMoment moment,
      ParticipantId participant,
      int minutes,
      long requestedMs,
      @Nullable Long approvedMs,
      @Nullable Long cutOffMs,
      @Nullable Money charge) {}
}
