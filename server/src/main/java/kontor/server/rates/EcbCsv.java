package kontor.server.rates;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/// The two forms in which the European Central Bank publishes its reference rates as CSV, told by
/// their headers: one line a day with a column for each currency, all against the euro; or one
/// line a rate, with the dimensions of its series. A cell without a number is no rate.
final class EcbCsv {

  private static final String REFERENCE = "EUR";
  private static final List<String> NO_RATE = List.of("", "N/A", "NaN");

  /// As the file of one day writes it; the file of all days writes 2026-11-24.
  private static final DateTimeFormatter IN_WORDS =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private EcbCsv() {}

  /// Whether the columns are a date and currencies. The last may be without a name, since lines
  /// end with a comma.
  static boolean isByDay(List<String> names) {
    List<String> currencies = names.subList(1, names.size());
    return names.getFirst().equalsIgnoreCase("date")
        && currencies.stream().anyMatch(name -> !name.isEmpty())
        && currencies.stream().allMatch(name -> name.matches("[A-Z]{3}|"));
  }

  /// The rates of one day.
  static void takeDay(
      int line, List<String> names, List<String> cells, RateFile.Gathered gathered) {
    for (int i = 1; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && !NO_RATE.contains(cells.get(i))) {
        gathered.take(line, date(cells.getFirst()), names.get(i), REFERENCE, cells.get(i), null);
      }
    }
  }

  /// @return as it is written where it is not a date in words
  private static String date(String text) {
    try {
      return LocalDate.parse(text, IN_WORDS).toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  /// Whether the columns are the dimensions of a series and its observation.
  static boolean isSeries(List<String> names) {
    return names.containsAll(
        List.of(
            "FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "TIME_PERIOD",
            "OBS_VALUE"));
  }

  /// One observation of a series; only daily reference rates are rates of a day.
  static void takeObservation(
      int line, List<String> names, List<String> cells, RateFile.Gathered gathered) {
    String series =
        cell("FREQ", names, cells) + "." + cell("EXR_TYPE", names, cells) + "."
            + cell("EXR_SUFFIX", names, cells);
    if (!series.equals("D.SP00.A")) {
      gathered.fault(
          line,
          "is of a series " + series + " and no daily reference rate, which is of D.SP00.A; fetch"
              + " the daily series");
      return;
    }
    if (names.contains("UNIT_MULT") && !cell("UNIT_MULT", names, cells).equals("0")) {
      gathered.fault(line, "has a UNIT_MULT that is not 0; fetch the series in single units");
      return;
    }
    String rate = cell("OBS_VALUE", names, cells);
    if (!NO_RATE.contains(rate)) {
      gathered.take(
          line,
          cell("TIME_PERIOD", names, cells),
          cell("CURRENCY", names, cells),
          cell("CURRENCY_DENOM", names, cells),
          rate,
          null);
    }
  }

  private static String cell(String name, List<String> names, List<String> cells) {
    return cells.get(names.indexOf(name));
  }
}
