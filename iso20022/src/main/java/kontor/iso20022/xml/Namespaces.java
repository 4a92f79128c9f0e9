package kontor.iso20022.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The prefixes in scope, innermost last. The same namespace is always given as the same object,
/// so that comparing two is quick.
final class Namespaces {
  static final int DECLARATIONS_MAX = 64;
  static final String XML = "http://www.w3.org/XML/1998/namespace";
  static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  private final byte[] bytes;
  private int size;
  private final String[] prefixes = new String[DECLARATIONS_MAX];
  private final String[] uris = new String[DECLARATIONS_MAX];
  private String ofNoPrefix = "";
  private final Map<String, String> known = new HashMap<>();

  Namespaces(byte[] bytes) {
    this.bytes = bytes;
  }

  int size() {
    return size;
  }

  /// Adds a declaration; says what is wrong with it, null if nothing is.
  @Nullable String declare(String prefix, String uri) {
    boolean reserved = uri.equals(XMLNS) || uri.equals(XML) != prefix.equals("xml");
    if (prefix.equals("xmlns") || reserved) {
      return "a reserved prefix or namespace is declared";
    }
    if (!prefix.isEmpty() && uri.isEmpty()) {
      return "a prefix is declared without a namespace";
    }
    if (size == DECLARATIONS_MAX) {
      return "too many namespace declarations are in scope";
    }
    String before = known.putIfAbsent(uri, uri);
    prefixes[size] = prefix;
    uris[size] = before == null ? uri : before;
    if (prefix.isEmpty()) {
      ofNoPrefix = uris[size];
    }
    size++;
    return null;
  }

  /// Forgets the declarations of an element that ends.
  void shrink(int formerSize) {
    if (size != formerSize) {
      size = formerSize;
      ofNoPrefix = "";
      for (int i = 0; i < size; i++) {
        ofNoPrefix = prefixes[i].isEmpty() ? uris[i] : ofNoPrefix;
      }
    }
  }

  String ofNoPrefix() {
    return ofNoPrefix;
  }

  /// Namespace of a prefix that stands in the message, null if it is not declared.
  @Nullable String ofPrefix(int from, int to) {
    for (int i = size - 1; i >= 0; i--) {
      if (equal(bytes, from, to, prefixes[i])) {
        return uris[i];
      }
    }
    return equal(bytes, from, to, "xml") ? XML : null;
  }

  /// Namespace of a prefix that a value mentions; the empty one is allowed.
  @Nullable String of(String prefix) {
    if (prefix.isEmpty()) {
      return ofNoPrefix;
    }
    for (int i = size - 1; i >= 0; i--) {
      if (prefixes[i].equals(prefix)) {
        return uris[i];
      }
    }
    return null;
  }

  /// Whether bytes of the message spell a text.
  static boolean equal(byte[] bytes, int from, int to, String text) {
    int length = to - from;
    if (length != text.length()) {
      byte[] other = text.getBytes(UTF_8);
      return other.length != text.length()
          && Arrays.equals(bytes, from, to, other, 0, other.length);
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
