package kontor.server.scenario;

import java.util.Locale;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarEvent;
import org.jspecify.annotations.Nullable;

/// What happens to calendars and business days, in plain words (F03). A day is told of only if it
/// is not like others.
final class CalendarStory {

  private final Story story;

  CalendarStory(Story story) {
    this.story = story;
  }

  @Nullable String of(CalendarEvent event) {
    return switch (event) {
      case CalendarEvent.CalendarEntered e ->
          "The calendar of " + e.calendar().country() + " is entered, with "
              + e.calendar().holidays().size() + " holidays.";
      case CalendarEvent.HolidayDeclared e -> declared(e.country(), e.holiday());
      case CalendarEvent.ZoneEntered _ -> null;
      case CalendarEvent.DayOpened e -> opened(e);
      case CalendarEvent.DayNotOpened e ->
          Story.day(e.day()) + " cannot open for agreement " + e.agreement() + ": " + e.missing()
              + " is missing.";
      case CalendarEvent.PaymentRedated e ->
          story.payment(e.payment()) + " moves from " + Story.day(e.oldDay()) + " to "
              + Story.day(e.newDay()) + "; it may wait until " + story.moment(e.deadlineMs())
              + ".";
      case CalendarEvent.ExtensionRequested e ->
          story.name(e.participant()) + " asks for " + e.minutes() + " minutes more until "
              + Story.words(e.moment()) + ".";
      case CalendarEvent.CutOffExtended e ->
          capital(Story.words(e.moment())) + " comes at " + story.moment(e.cutOffMs())
              + "; it costs " + story.name(e.participant()) + " " + e.charge() + ".";
    };
  }

  private static String declared(String country, Holiday holiday) {
    return country + " declares " + Story.day(holiday.day())
        + (holiday.length() == Holiday.Length.HALF ? " half a holiday" : " a holiday") + ": "
        + holiday.name() + ".";
  }

  private @Nullable String opened(CalendarEvent.DayOpened event) {
    StringBuilder text = new StringBuilder();
    if (event.kind() == JointCalendar.Kind.HALF_DAY) {
      text.append(" It is half a holiday");
      event.moments().stream()
          .filter(at -> at.name() == GridMoment.CUSTOMER_CUT_OFF)
          .forEach(at -> text.append(", cut-off ").append(story.moment(at.instantMs())));
      text.append('.');
    }
    for (DayGrid.At at : event.moments()) {
      if (at.local() != ZoneOffsets.Local.ONCE) {
        text.append(" The clock ")
            .append(at.local() == ZoneOffsets.Local.IN_GAP ? "jumps over " : "shows twice ")
            .append(Story.words(at.name())).append('.');
      }
    }
    if (event.outOfOrder() != null) {
      text.append(' ').append(capital(Story.words(event.outOfOrder())))
          .append(" comes before a moment that is agreed to be earlier.");
    }
    return text.isEmpty() ? null : Story.day(event.day()) + " opens." + text;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
