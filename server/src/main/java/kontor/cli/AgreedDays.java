package kontor.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.server.agreement.AgreementText;
import org.jspecify.annotations.Nullable;

/// Whose business days count under an agreement's text, day by day: each day is judged by the
/// version of the annex calendar that is in force on it.
final class AgreedDays {

  private final AgreementText agreement;
  /// Versions of the annex calendar, in their order.
  private final List<Annex> versions;
  /// Without an annex the countries of the parties count.
  private final On parties;
  private final Map<Annex, On> byVersion = new IdentityHashMap<>();

  /// What holds on a day.
  ///
  /// @param terms null if the text has no annex calendar
  record On(AnnexTerms.@Nullable Days terms, JointCalendar joint) {}

  private AgreedDays(AgreementText agreement) {
    this.agreement = agreement;
    this.versions =
        agreement.annexes().stream().filter(a -> a.kind() == AnnexKind.CALENDAR).toList();
    this.parties =
        new On(null, joint(versions.isEmpty() ? agreement.frame().countries() : List.of()));
    for (Annex version : versions) {
      if (version.terms() instanceof AnnexTerms.Days days) {
        byVersion.put(version, new On(days, joint(days.countries())));
      }
    }
  }

  static AgreedDays of(Path file) {
    return new AgreedDays(AgreementFiles.readWhole(file));
  }

  private JointCalendar joint(List<String> countries) {
    List<Calendar> calendars = new ArrayList<>();
    for (String country : countries) {
      calendars.add(find(country));
    }
    return JointCalendar.of(calendars);
  }

  private Calendar find(String country) {
    for (Calendar calendar : agreement.calendars()) {
      if (calendar.country().equals(country)) {
        return calendar;
      }
    }
    throw CliFault.refused(
        "the agreement states no calendar of " + country + "; write one: calendar " + country);
  }

  On on(int day) {
    Annex version = version(day);
    On found = version == null ? null : byVersion.get(version);
    return found == null ? parties : found;
  }

  /// The version of a day; where none is in force the one nearest before it, or the first.
  private @Nullable Annex version(int day) {
    Annex nearest = null;
    for (Annex version : versions) {
      if (nearest == null || version.fromDay() <= day) {
        nearest = version;
      }
    }
    return nearest;
  }

  JointCalendar.Kind kind(int day) {
    return on(day).joint().kind(day);
  }

  /// `BR (Carnaval)` for each country that does not settle on a day.
  List<String> closedBy(int day) {
    List<String> closed = new ArrayList<>();
    for (Calendar calendar : on(day).joint().calendars()) {
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
    for (Calendar calendar : on(day).joint().calendars()) {
      Holiday holiday = calendar.holidayOn(day);
      if (holiday != null && calendar.isBusinessDay(day)) {
        half.add(calendar.country() + " (" + holiday.name() + ")");
      }
    }
    return half;
  }

  /// What a reader should know of these days: that nothing was agreed for some of them, and which
  /// calendars state no holiday so late.
  List<String> notes(int firstDay, int lastDay) {
    List<String> all = new ArrayList<>();
    String agreed = outsideAgreement(firstDay, lastDay);
    String version = agreed == null ? outsideAnnex(firstDay, lastDay) : null;
    if (agreed != null) {
      all.add(agreed);
    }
    if (version != null) {
      all.add(version);
    }
    for (Calendar calendar : on(lastDay).joint().calendars()) {
      String unknown = unknownHolidays(calendar, lastDay);
      if (unknown != null) {
        all.add(unknown);
      }
    }
    return all;
  }

  private @Nullable String outsideAgreement(int firstDay, int lastDay) {
    for (int day = firstDay; day <= lastDay; day++) {
      if (!agreement.isInForce(day)) {
        return "the agreement does not hold on " + LocalDate.ofEpochDay(day);
      }
    }
    return null;
  }

  private @Nullable String outsideAnnex(int firstDay, int lastDay) {
    for (int day = firstDay; day <= lastDay; day++) {
      Annex version = version(day);
      if (version != null && (version.untilDay() < day || version.fromDay() > day)) {
        return "no annex calendar holds on " + LocalDate.ofEpochDay(day)
            + "; this is by version " + version.version();
      }
    }
    return null;
  }

  private static @Nullable String unknownHolidays(Calendar calendar, int lastDay) {
    if (calendar.holidays().isEmpty()) {
      return "calendar " + calendar.country() + " states no holiday";
    }
    LocalDate known = LocalDate.ofEpochDay(calendar.holidays().getLast().day());
    // A year is stated as a whole, so its last days may well have no holiday.
    return LocalDate.ofEpochDay(lastDay).getYear() > known.getYear()
        ? "calendar " + calendar.country() + " states no holiday after " + known
        : null;
  }
}
