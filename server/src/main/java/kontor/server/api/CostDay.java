package kontor.server.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.Refusal;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.JointCalendar;
import kontor.readside.CalendarRow;
import kontor.readside.Queries;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Whether a value date is a business day of every country of an agreement (F03), by the calendars
/// of the log. Cut-offs are not looked at: a cost is also asked for after them.
final class CostDay {

  private CostDay() {}

  static void check(Queries queries, AnnexTerms.Days terms, int day) throws ProblemException {
    List<Calendar> calendars = new ArrayList<>();
    for (String country : terms.countries()) {
      Calendar calendar = calendar(queries, country);
      if (calendar == null) {
        throw CostChecks.refused(
            Refusal.VALUE_DAY_NOT_OPENED,
            "the log has no calendar of " + country + "; enter one, then ask again");
      }
      calendars.add(calendar);
    }
    JointCalendar joint = JointCalendar.of(calendars);
    if (!joint.isBusinessDay(day)) {
      int next = joint.addBusinessDays(day, 0);
      throw CostChecks.refused(
          Refusal.VALUE_DAY_CLOSED,
          LocalDate.ofEpochDay(day) + " is no business day in "
              + String.join(", ", joint.closedBy(day))
              + (next == JointCalendar.NO_DAY
                  ? "; the countries share none"
                  : "; ask for day=" + LocalDate.ofEpochDay(next)));
    }
  }

  private static @Nullable Calendar calendar(Queries queries, String country) {
    for (CalendarRow row : queries.calendars()) {
      if (row.country().equals(country)) {
        return new Calendar(
            country,
            new TreeSet<>(row.restDays()),
            queries.holidays(country, -JointCalendar.DAY_MAX, JointCalendar.DAY_MAX));
      }
    }
    return null;
  }
}
