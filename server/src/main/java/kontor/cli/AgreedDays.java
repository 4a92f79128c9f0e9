package kontor.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.server.agreement.AgreementText;
import org.jspecify.annotations.Nullable;

/// Whose business days count on a day under an agreement's text, and the calendars it states.
///
/// @param terms the annex calendar that holds; null if there is none, then the parties' countries
///     count
/// @param notes what a reader should know of the day
record AgreedDays(
    AnnexTerms.@Nullable Days terms, JointCalendar joint, List<String> notes) {

  static AgreedDays of(Path file, LocalDate date) {
    AgreementText agreement = AgreementFiles.readText(file);
    Annex annex = calendar(agreement, (int) date.toEpochDay());
    AnnexTerms.Days terms =
        annex != null && annex.terms() instanceof AnnexTerms.Days days ? days : null;
    List<String> countries =
        terms == null ? agreement.frame().countries() : terms.countries();
    List<Calendar> calendars = new ArrayList<>();
    for (String country : countries) {
      calendars.add(find(agreement, country));
    }
    List<String> notes = new ArrayList<>();
    if (!agreement.isInForce((int) date.toEpochDay())) {
      notes.add("the agreement does not hold on " + date);
    }
    return new AgreedDays(terms, JointCalendar.of(calendars), notes);
  }

  /// The annex calendar of a day; outside of the agreement's time the one nearest to it.
  private static @Nullable Annex calendar(AgreementText agreement, int day) {
    Annex nearest = null;
    for (Annex annex : agreement.annexes()) {
      boolean isNearer = nearest == null || annex.fromDay() <= day;
      if (annex.kind() == AnnexKind.CALENDAR && isNearer) {
        nearest = annex;
      }
    }
    return nearest;
  }

  private static Calendar find(AgreementText agreement, String country) {
    for (Calendar calendar : agreement.calendars()) {
      if (calendar.country().equals(country)) {
        return calendar;
      }
    }
    throw CliFault.refused(
        "the agreement states no calendar of " + country + "; write one: calendar " + country);
  }

  /// `BR (Carnaval)` for each country that does not settle on a day.
  List<String> closedBy(int day) {
    List<String> closed = new ArrayList<>();
    for (Calendar calendar : joint.calendars()) {
      if (!calendar.isBusinessDay(day)) {
        Holiday holiday = calendar.holidayOn(day);
        closed.add(
            calendar.country() + " ("
                + (holiday == null || calendar.isRestDay(day) ? "rest day" : holiday.name())
                + ")");
      }
    }
    return closed;
  }

  /// `BR (Véspera de Natal)` for each country that settles for half of a day.
  List<String> halfIn(int day) {
    List<String> half = new ArrayList<>();
    for (Calendar calendar : joint.calendars()) {
      Holiday holiday = calendar.holidayOn(day);
      if (holiday != null && calendar.isBusinessDay(day)) {
        half.add(calendar.country() + " (" + holiday.name() + ")");
      }
    }
    return half;
  }

  /// What is not known up to a day: calendars that state no holiday so late.
  List<String> notes(int lastDay) {
    List<String> all = new ArrayList<>(notes);
    for (Calendar calendar : joint.calendars()) {
      int known =
          calendar.holidays().isEmpty()
              ? Integer.MIN_VALUE
              : calendar.holidays().getLast().day();
      // A year is stated as a whole, so its last days may well have no holiday.
      boolean isBeyond =
          known == Integer.MIN_VALUE
              || LocalDate.ofEpochDay(lastDay).getYear() > LocalDate.ofEpochDay(known).getYear();
      if (isBeyond) {
        all.add(
            known == Integer.MIN_VALUE
                ? "calendar " + calendar.country() + " states no holiday"
                : "calendar " + calendar.country() + " states no holiday after "
                    + LocalDate.ofEpochDay(known));
      }
    }
    return all;
  }
}
