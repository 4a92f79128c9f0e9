package kontor.iso20022.definition;

import java.util.List;
import java.util.SplittableRandom;
import kontor.iso20022.Mutator;

/// Makes documents from a definition: every type gets its turn, values lie at the edges of their
/// facets, and now and then something is wrong.
final class RandomDocument {
  private static final int NODES_MAX = 250;

  private final SplittableRandom random;
  private final Definition definition;
  private final double wrong;
  private final StringBuilder out = new StringBuilder();
  private int nodes;

  RandomDocument(Definition definition, SplittableRandom random, double wrong) {
    this.definition = definition;
    this.random = random;
    this.wrong = wrong;
  }

  String text() {
    element(definition.rootName(), definition.root(),
        " xmlns=\"" + definition.namespace() + "\"", 0);
    return out.toString();
  }

  private boolean goesWrong() {
    return wrong > 0 && random.nextDouble() < wrong;
  }

  private void element(String name, Type type, String attributes, int depth) {
    nodes++;
    out.append('<').append(name).append(attributes);
    switch (type) {
      case Type.Elements elements -> {
        out.append('>');
        children(elements, depth);
      }
      case Type.Any any -> {
        String namespace = any.namespace().equals("##any") ? "urn:other" : any.namespace();
        out.append("><o:any xmlns:o=\"").append(namespace).append("\"/>");
      }
      case Type.Amount amount -> out.append(' ').append(amount.attribute()).append("=\"")
          .append(attribute(value(amount.attributeType().value()))).append("\">")
          .append(value(amount.content().value()));
      case Type.Simple simple -> out.append('>').append(value(simple.value()));
    }
    out.append("</").append(name).append(">\n");
  }

  private static String attribute(String value) {
    return value.replace("<", "&lt;").replace("\"", "&quot;");
  }

  private void children(Type.Elements type, int depth) {
    if (type.choice()) {
      children(type, random.nextInt(type.size()), depth, true);
      if (goesWrong()) {
        children(type, random.nextInt(type.size()), depth, true);
      }
      return;
    }
    for (int i = 0; i < type.size(); i++) {
      boolean must = type.required(i) == i;
      if (goesWrong()) {
        must = !must;
      }
      double chance = nodes > NODES_MAX || depth > 9 ? 0 : 0.75 - depth * 0.06;
      if (must || random.nextDouble() < chance) {
        children(type, i, depth, false);
      }
    }
  }

  private void children(Type.Elements type, int index, int depth, boolean once) {
    int most = type.most(index);
    int times = once || nodes > NODES_MAX || random.nextInt(3) > 0 ? 1
        : most == Integer.MAX_VALUE ? 2 : most;
    times += goesWrong() ? 1 : 0;
    for (int i = 0; i < times; i++) {
      element(type.name(index), type.type(index), "", depth + 1);
    }
  }

  private String value(Value value) {
    if (goesWrong()) {
      return pick(Mutator.VALUES);
    }
    return switch (value) {
      case Value.Text text -> text(text);
      case Value.Codes codes -> pick(List.of(codes.toString().split(" ")));
      case Value.Number number -> number(number);
      case Value.Calendar calendar -> calendar(calendar.form());
      case Value.Truth _ -> pick(List.of("true", "false", "1", "0", " true\n"));
      case Value.Base64 _ -> pick(List.of("QQ==", "QUI=", "QUJD", "Q U J D\n", "QUJDRA=="));
    };
  }

  private String text(Value.Text text) {
    TextPattern pattern = text.pattern();
    if (pattern != null) {
      String made = expand(pattern.toString());
      int at = made.isEmpty() ? 0 : random.nextInt(made.length());
      return goesWrong() ? made.substring(0, at) + pick(List.of("", "x", "9", "-", "Z"))
          + made.substring(Math.min(made.length(), at + 1)) : made;
    }
    int most = Math.min(text.most(), 30_000);
    int length = switch (random.nextInt(4)) {
      case 0 -> most;
      case 1 -> Math.max(1, text.least());
      default -> 1 + random.nextInt(Math.min(most, 12));
    };
    length += goesWrong() ? random.nextInt(3) - 1 : 0;
    return pick(List.of("x", "9", "\u00e9", "\ud83d\ude00", "&amp;", " ", "/"))
        .repeat(Math.max(0, length));
  }

  private String number(Value.Number number) {
    int total = Math.min(number.total(), 40) + (goesWrong() ? 1 : 0);
    int fraction = random.nextInt(Math.min(number.fraction(), 40) + 1) + (goesWrong() ? 1 : 0);
    int whole = Math.max(0, random.nextInt(total - Math.min(total, fraction) + 1));
    String sign = number.negative() && random.nextInt(4) == 0 ? "-"
        : random.nextInt(6) == 0 ? "+" : "";
    String digits = "0".repeat(random.nextInt(3)) + digits(whole);
    String text = sign + digits + (fraction > 0 ? "." + digits(fraction) : "");
    return text.length() == sign.length() ? sign + "0" : text;
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  private String calendar(CalendarText form) {
    String date = pick(List.of("2026-11-24", "2024-02-29", "12026-01-31", "-0044-03-15"));
    String time = pick(List.of("10:00:00", "24:00:00", "00:00:00.000", "23:59:59.999999999"));
    String zone = pick(List.of("", "Z", "+14:00", "-13:59", "+00:00"));
    return switch (form) {
      case DATE -> date + zone;
      case DATE_TIME -> date + "T" + time + zone;
      case UTC_DATE_TIME -> date + "T" + time + "Z";
      case TIME -> time + zone;
      case YEAR -> pick(List.of("2026", "-0001", "12026")) + zone;
      case YEAR_MONTH -> pick(List.of("2026-11", "2026-12")) + zone;
    };
  }

  /// A text that matches one of the patterns that the definitions use.
  private String expand(String pattern) {
    StringBuilder made = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      int end = pattern.charAt(at) == '(' ? pattern.indexOf(')', at) + 1
          : pattern.charAt(at) == '[' ? pattern.indexOf(']', at) + 1
          : pattern.charAt(at) == '\\' ? at + 2 : at + 1;
      String atom = pattern.substring(at, end);
      int least = 1;
      int most = 1;
      at = end;
      if (at < pattern.length() && pattern.charAt(at) == '{') {
        int close = pattern.indexOf('}', at);
        String[] bounds = pattern.substring(at + 1, close).split(",");
        least = Integer.parseInt(bounds[0]);
        most = Integer.parseInt(bounds[bounds.length - 1]);
        at = close + 1;
      } else if (at < pattern.length() && pattern.charAt(at) == '+') {
        most = 5;
        at++;
      }
      int times = least + random.nextInt(most - least + 1);
      for (int i = 0; i < times; i++) {
        made.append(atom.startsWith("(") ? expand(atom.substring(1, atom.length() - 1))
            : one(atom));
      }
    }
    return made.toString();
  }

  private char one(String atom) {
    for (;;) {
      char c = (char) (' ' + random.nextInt(95));
      if (String.valueOf(c).matches(atom)) {
        return c == '<' || c == '&' ? '9' : c;
      }
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
