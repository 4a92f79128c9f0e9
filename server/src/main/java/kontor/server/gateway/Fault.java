package kontor.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.Violation;

/// One fault that the edge found in a message, as it stands in the log.
///
/// The log keeps the faults of an instruction as UTF-8 text, one a line, with tabs between rule,
/// reason code, path, line, text and remedy.
///
/// @param path place in the manner of XPath
/// @param line line of the message, from 1; 0 if none
public record Fault(
    String rule, String reasonCode, String path, int line, String text, String remedy) {

  /// More are cut; the first ones say enough.
  static final int FAULTS_MAX = 32;

  private static final int FIELD_LENGTH_MAX = 300;
  private static final int FIELDS = 6;

  static Fault of(Violation violation) {
    return new Fault(
        violation.rule(),
        violation.reasonCode(),
        violation.path(),
        violation.line(),
        violation.text(),
        violation.remedy());
  }

  static byte[] encode(List<Fault> faults) {
    StringBuilder text = new StringBuilder();
    for (Fault fault : faults.subList(0, Math.min(faults.size(), FAULTS_MAX))) {
      text.append(clean(fault.rule)).append('\t')
          .append(clean(fault.reasonCode)).append('\t')
          .append(clean(fault.path)).append('\t')
          .append(fault.line).append('\t')
          .append(clean(fault.text)).append('\t')
          .append(clean(fault.remedy)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Control characters would break the lines; so would half a surrogate pair at a cut.
  private static String clean(String field) {
    String cut = field.length() <= FIELD_LENGTH_MAX ? field : field.substring(0, FIELD_LENGTH_MAX);
    StringBuilder text = new StringBuilder(cut.length());
    cut.codePoints()
        .forEach(c -> text.appendCodePoint(c < ' ' || (c >= 0xD800 && c <= 0xDFFF) ? ' ' : c));
    return text.toString();
  }

  public static List<Fault> decode(byte[] faults) {
    return decode(new String(faults, StandardCharsets.UTF_8));
  }

  /// Lines that are not of this form, e.g. of a later version, are kept as text.
  public static List<Fault> decode(String faults) {
    List<Fault> decoded = new ArrayList<>();
    for (String line : faults.split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      String[] fields = line.split("\t", FIELDS);
      decoded.add(
          fields.length == FIELDS && fields[3].matches("\\d{1,9}")
              ? new Fault(
                  fields[0], fields[1], fields[2], Integer.parseInt(fields[3]), fields[4],
                  fields[5])
              : new Fault("V03", "FF01", "", 0, line, ""));
    }
    return decoded;
  }

  /// `V34 /path line 12: text; remedy`, for the answer and the operator.
  String sentence() {
    StringBuilder text = new StringBuilder(rule);
    if (!path.isEmpty()) {
      text.append(' ').append(path);
    }
    if (line > 0) {
      text.append(" line ").append(line);
    }
    text.append(": ").append(this.text);
    if (!remedy.isEmpty()) {
      text.append("; ").append(remedy);
    }
    return text.toString();
  }
}
