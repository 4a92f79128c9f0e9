package kontor.server.rates;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rates as lines of text: a header names the columns, in any order and in capital letters or
/// not. Cells are parted by the sign that parts the header: a comma, a semicolon or a tab. The
/// forms of the European Central Bank are known by their headers: {@link EcbCsv}.
final class RateCsv {

  private static final String COLUMNS = "date, base, quoted, rate, and source if there are several";
  private static final Map<String, String> NAMES =
      Map.of(
          "date", "date",
          "day", "date",
          "base", "base",
          "reference", "base",
          "quoted", "quoted",
          "quote", "quoted",
          "currency", "quoted",
          "rate", "rate",
          "units", "rate",
          "source", "source");

  /// What the cells of one line say.
  @FunctionalInterface
  private interface Form {
    void take(int line, List<String> cells);
  }

  private RateCsv() {}

  static void read(byte[] bytes, int start, RateFile.Gathered gathered) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
              .toString();
    } catch (CharacterCodingException e) {
      gathered.fault(0, "the file is not UTF-8 text; save it as UTF-8");
      return;
    }
    List<String> lines = text.lines().toList();
    int header = 0;
    while (header < lines.size() && lines.get(header).isBlank()) {
      header++;
    }
    if (header == lines.size()) {
      gathered.fault(0, "the file is empty; its first line names the columns: " + COLUMNS);
      return;
    }
    char sign = sign(lines.get(header));
    List<String> names = cells(header + 1, lines.get(header), sign, gathered);
    Form form = names.isEmpty() ? null : form(header + 1, names, gathered);
    for (int i = header + 1; i < lines.size() && form != null && gathered.goesOn(); i++) {
      if (!lines.get(i).isBlank()) {
        row(i + 1, lines.get(i), sign, names.size(), form, gathered);
      }
    }
  }

  /// How lines below the header are read; null if it lacks a column.
  private static @Nullable Form form(
      int line, List<String> names, RateFile.Gathered gathered) {
    if (EcbCsv.isByDay(names)) {
      return (at, cells) -> EcbCsv.takeDay(at, names, cells, gathered);
    }
    if (EcbCsv.isSeries(names)) {
      return (at, cells) -> EcbCsv.takeObservation(at, names, cells, gathered);
    }
    List<String> columns = columns(line, names, gathered);
    return columns.isEmpty() ? null : (at, cells) -> take(at, columns, cells, gathered);
  }

  private static char sign(String header) {
    return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /// The columns' names as we know them; none if one is missing.
  private static List<String> columns(
      int line, List<String> names, RateFile.Gathered gathered) {
    List<String> columns = new ArrayList<>();
    for (String cell : names) {
      String name = cell.toLowerCase(Locale.ROOT);
      columns.add(NAMES.getOrDefault(name, name));
    }
    for (String needed : List.of("date", "base", "quoted", "rate")) {
      int first = columns.indexOf(needed);
      if (first < 0) {
        gathered.fault(line, "no column is named " + needed + "; name the columns " + COLUMNS);
        return List.of();
      }
      if (columns.lastIndexOf(needed) != first) {
        gathered.fault(line, "two columns say the " + needed + "; leave one");
        return List.of();
      }
    }
    return columns;
  }

  private static void row(
      int line, String text, char sign, int columns, Form form, RateFile.Gathered gathered) {
    List<String> cells = cells(line, text, sign, gathered);
    if (cells.size() == columns) {
      form.take(line, cells);
    } else if (!cells.isEmpty()) {
      gathered.fault(
          line,
          "has " + cells.size() + " cells and the header " + columns
              + "; a cell with a \"" + sign + "\" in it stands in quotation marks");
    }
  }

  private static void take(
      int line, List<String> columns, List<String> cells, RateFile.Gathered gathered) {
    int source = columns.indexOf("source");
    @Nullable String named = source < 0 ? null : cells.get(source);
    gathered.take(
        line,
        cells.get(columns.indexOf("date")),
        cells.get(columns.indexOf("quoted")),
        cells.get(columns.indexOf("base")),
        cells.get(columns.indexOf("rate")),
        named);
  }

  /// @return none if the line cannot be read
  private static List<String> cells(
      int line, String text, char sign, RateFile.Gathered gathered) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && isQuoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == sign && !isQuoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (isQuoted) {
      gathered.fault(line, "a quotation mark is not closed");
      return List.of();
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
