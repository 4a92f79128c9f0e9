package kontor.iso20022.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Loads definitions from the resources of this module, each once. A definition that cannot be
/// understood is a fault of the build, so it is an error.
public final class DefinitionLoader {
  private static final Map<String, Definition> LOADED = new ConcurrentHashMap<>();

  private final Map<String, Type> types = new HashMap<>();
  private final List<String[]> lines = new ArrayList<>();

  private DefinitionLoader() {}

  /// The definition of a message version such as `pacs.008.001.08`.
  public static Definition load(String identifier) {
    Definition known = LOADED.get(identifier);
    return known != null
        ? known
        : LOADED.computeIfAbsent(identifier, it -> new DefinitionLoader().read(it));
  }

  private Definition read(String identifier) {
    String resource = "/kontor/iso20022/definitions/" + identifier + ".txt";
    try (InputStream in = DefinitionLoader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no definition of " + identifier);
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Definition parse(String text) {
    String namespace = "";
    String rootName = "";
    String rootType = "";
    for (String line : text.split("\n")) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "#" -> { }
        case "namespace" -> namespace = words[1];
        case "root" -> {
          rootName = words[1];
          rootType = words[2];
        }
        case "", "amount" -> lines.add(words);
        case "sequence", "choice" -> {
          types.put(words[1], new Type.Elements(words[1], words[0].equals("choice")));
          lines.add(words);
        }
        case "any" -> types.put(words[1], new Type.Any(words[1], words[3]));
        default -> types.put(words[1], new Type.Simple(words[1], value(words, line)));
      }
    }
    amounts();
    children();
    return new Definition(namespace, rootName, type(rootType));
  }

  private static Value value(String[] words, String line) {
    return switch (words[0]) {
      case "text" -> text(words, line);
      case "codes" -> new Value.Codes(List.of(words).subList(2, words.length));
      case "decimal" -> new Value.Number(number(words, "total", Integer.MAX_VALUE),
          number(words, "fraction", Integer.MAX_VALUE), number(words, "min", -1) < 0);
      case "base64" -> new Value.Base64(number(words, "length", 0), most(words));
      case "boolean" -> new Value.Truth();
      case "date" -> new Value.Calendar(CalendarText.DATE);
      case "dateTime" -> new Value.Calendar(CalendarText.DATE_TIME);
      case "utcDateTime" -> new Value.Calendar(CalendarText.UTC_DATE_TIME);
      case "time" -> new Value.Calendar(CalendarText.TIME);
      case "year" -> new Value.Calendar(CalendarText.YEAR);
      case "yearMonth" -> new Value.Calendar(CalendarText.YEAR_MONTH);
      default -> throw new IllegalStateException("line not understood: " + line);
    };
  }

  private static Value text(String[] words, String line) {
    int at = line.indexOf(" pattern ");
    TextPattern pattern = at < 0 ? null : new TextPattern(line.substring(at + 9));
    return new Value.Text(number(words, "length", 0), most(words), pattern);
  }

  private static int number(String[] words, String key, int otherwise) {
    for (int i = 2; i < words.length - 1; i++) {
      if (words[i].equals(key)) {
        return Integer.parseInt(words[i + 1]);
      }
    }
    return otherwise;
  }

  private static int most(String[] words) {
    boolean bounded = words.length > 4 && words[2].equals("length") && !words[4].equals("-");
    return bounded ? Integer.parseInt(words[4]) : Integer.MAX_VALUE;
  }

  private void amounts() {
    for (String[] words : lines) {
      if (words[0].equals("amount")) {
        types.put(words[1], new Type.Amount(
            words[1], simple(words[2]), words[3], simple(words[4])));
      }
    }
  }

  private void children() {
    Type.@Nullable Elements parent = null;
    List<Type.Elements.Child> children = new ArrayList<>();
    for (String[] words : lines) {
      if (words[0].isEmpty()) {
        children.add(child(words));
      } else if (!words[0].equals("amount")) {
        if (parent != null) {
          parent.fill(children);
        }
        children.clear();
        parent = (Type.Elements) type(words[1]);
      }
    }
    if (parent != null) {
      parent.fill(children);
    }
  }

  /// ` Name Type`, then nothing, `?`, `*`, `+` or `{least,most}`.
  private Type.Elements.Child child(String[] words) {
    String occurrence = words.length > 3 ? words[3] : "";
    int least = occurrence.isEmpty() || occurrence.equals("+")
        || occurrence.startsWith("{1") ? 1 : 0;
    int most = switch (occurrence) {
      case "", "?" -> 1;
      case "*", "+" -> Integer.MAX_VALUE;
      default -> Integer.parseInt(
          occurrence.substring(occurrence.indexOf(',') + 1, occurrence.length() - 1));
    };
    return new Type.Elements.Child(words[1].intern(), type(words[2]), least, most);
  }

  private Type.Simple simple(String name) {
    return (Type.Simple) type(name);
  }

  private Type type(String name) {
    Type type = types.get(name);
    if (type == null) {
      throw new IllegalStateException("type not defined: " + name);
    }
    return type;
  }
}
