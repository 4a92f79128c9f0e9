package kontor.readside;

import java.util.List;
import kontor.engine.calendar.Weekday;

/// A country's calendar.
///
/// @param holidays how many are known
public record CalendarRow(String country, List<Weekday> restDays, int holidays) {}
