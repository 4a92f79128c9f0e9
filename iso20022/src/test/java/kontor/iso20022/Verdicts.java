package kontor.iso20022;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares the reader with the oracle, in full but for the few things that are refused on purpose.
public final class Verdicts {
  private static final ReaderLimits LIMITS = new ReaderLimits(4 << 20, 8 << 20);

  /// Declarations of another encoding or XML 1.1, which the JDK takes and rule V01 does not.
  private static final Pattern OTHER_DECLARATION = Pattern.compile(
      "^(\u00ef\u00bb\u00bf)?<\\?xml\\s+version\\s*=\\s*(\"1.1\"|'1.1'|.1\\.0.\\s+encoding"
      + "\\s*=\\s*[\"'](?!(?i:utf-8)[\"'])).*", Pattern.DOTALL);

  private Verdicts() {}

  /// What comparing gave: how the two differ, if they do against our will; and whether the reader
  /// refuses on purpose what the JDK takes.
  public record Comparison(@Nullable String difference, boolean onPurpose) {}

  /// Null if both say the same, else what each says.
  public static @Nullable String difference(byte[] bytes) {
    return compare(bytes).difference();
  }

  public static Comparison compare(byte[] bytes) {
    Parsed parsed = MessageReader.read(bytes, LIMITS);
    JdkVerdict jdk = JdkVerdict.of(bytes);
    boolean malformed = parsed.violations().stream()
        .anyMatch(violation -> violation.rule().equals("V01"));
    if (malformed) {
      boolean onPurpose = jdk.wellFormed()
          && (jdk.documents() != 1 || jdk.headers() > 1 || refused(bytes, parsed));
      return new Comparison(onPurpose || !jdk.wellFormed() ? null
          : "well-formed: false, by the JDK true" + said(parsed, jdk), onPurpose);
    }
    return new Comparison(difference(parsed, jdk), false);
  }

  private static @Nullable String difference(Parsed parsed, JdkVerdict jdk) {
    if (!jdk.wellFormed()) {
      return "well-formed: true, by the JDK false" + said(parsed, jdk);
    }
    boolean valid = parsed.message() != null;
    if (valid != (jdk.documentKnown() && jdk.documentValid())) {
      return "document valid: " + valid + ", by the JDK " + jdk.documentValid()
          + said(parsed, jdk);
    }
    boolean headerValid = parsed.violations().stream()
        .noneMatch(violation -> violation.path().startsWith("/AppHdr"));
    if (jdk.headerKnown() && headerValid != jdk.headerValid()) {
      return "header valid: " + headerValid + ", by the JDK " + jdk.headerValid()
          + said(parsed, jdk);
    }
    return null;
  }

  private static String said(Parsed parsed, JdkVerdict jdk) {
    return "\n  " + parsed.violations() + "\n  " + jdk.firstFault();
  }

  private static boolean refused(byte[] bytes, Parsed parsed) {
    String start = new String(bytes, 0, Math.min(bytes.length, 200), ISO_8859_1);
    return OTHER_DECLARATION.matcher(start).matches()
        || parsed.violations().stream().map(Violation::text).anyMatch(DELIBERATE::contains);
  }

  /// Bounds of ours, and a rule of Namespaces in XML that the JDK's parser does not keep: it
  /// takes a name that begins with a colon.
  private static final Set<String> DELIBERATE = Set.of(
      "elements are nested too deep",
      "a name has a colon too many");
}
