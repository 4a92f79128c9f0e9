package kontor.readside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The SQL files by name.
final class Sql {

  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
  private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]+)");

  private static final Pattern COMMENT = Pattern.compile("(?m)^ *--.*$");

  private Sql() {}

  /// The text of `sql/NAME.sql`.
  static String named(String name) {
    return TEXTS.computeIfAbsent(name, Sql::load);
  }

  /// The statements of a file that has several, each ended by a semicolon at the end of a line.
  static List<String> statements(String name) {
    String withoutComments = COMMENT.matcher(named(name)).replaceAll("");
    return List.of(withoutComments.strip().split(";\n"));
  }

  /// A statement and the values of its question marks, in order.
  record Bound(String text, List<Object> values) {}

  /// Binds `:name` parameters. A line that names a parameter without a value falls away, so that
  /// a filter which is not set costs nothing and the rest can use an index.
  static Bound bind(String name, Map<String, ? extends @Nullable Object> parameters) {
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (String line : named(name).split("\n")) {
      List<Object> ofLine = new ArrayList<>();
      boolean complete = true;
      Matcher matcher = PARAMETER.matcher(line);
      while (matcher.find()) {
        Object value = parameters.get(matcher.group(1));
        complete &= value != null;
        if (value != null) {
          ofLine.add(value);
        }
      }
      if (complete) {
        text.append(matcher.replaceAll("?")).append('\n');
        values.addAll(ofLine);
      }
    }
    return new Bound(text.toString(), values);
  }

  private static String load(String name) {
    String path = "sql/" + name + ".sql";
    try (InputStream in = Sql.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no such SQL file: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
