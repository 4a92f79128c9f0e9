package kontor.iso20022.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlScanner;
import org.jspecify.annotations.Nullable;

/// Reads one subtree from the scanner onto the tape and checks it against a definition on the way.
///
/// It goes on after a fault, to report all of them, up to [#FAULTS_MAX]. What is inside an element
/// that has no place is recorded but not checked. Foreign content is recorded as one text, byte
/// for byte, so that nothing of it escapes the digest of a payment.
///
/// Content of `any` is checked as XML Schema's *lax* asks: an element that the definition declares
/// (only its root is) is validated wherever it stands, all others need only be well-formed. One
/// thing is stricter: `xsi:type` is refused in foreign content, for it would let the sender choose
/// what is validated.
public final class Validator {
  public static final int FAULTS_MAX = 100;
  /// Elements without a place that are still recorded, for what they may say about the sender.
  private static final int STRANGERS_MAX = 50_000;

  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private enum Mode { KNOWN, LAX, UNKNOWN }

  private final XmlScanner scanner;
  private final Tape tape;
  private final @Nullable Definition definition;
  private String namespace;
  private final List<Fault> faults = new ArrayList<>();

  private int strangers;
  private int level = -1;
  private final Mode[] modes = new Mode[XmlScanner.DEPTH_MAX + 1];
  private final @Nullable Type[] types = new Type[XmlScanner.DEPTH_MAX + 1];
  private final int[] nodes = new int[XmlScanner.DEPTH_MAX + 1];
  /// Index of the last child that was in order; for values, whether there was text.
  private final int[] lasts = new int[XmlScanner.DEPTH_MAX + 1];
  private final int[] counts = new int[XmlScanner.DEPTH_MAX + 1];

  /// Without a definition the subtree is recorded and nothing is checked.
  public Validator(XmlScanner scanner, Tape tape, @Nullable Definition definition) {
    this.scanner = scanner;
    this.tape = tape;
    this.definition = definition;
    this.namespace = definition == null ? "" : definition.namespace();
  }

  public List<Fault> faults() {
    return faults;
  }

  /// Reads the element whose start tag the scanner has just given, up to its end tag.
  public void read() {
    // The scanner's own object, so that comparing it with itself ends at the first look.
    namespace = scanner.namespace().equals(namespace) ? scanner.namespace() : namespace;
    if (definition == null) {
      open(Mode.UNKNOWN, null, null);
    } else {
      open(Mode.KNOWN, definition.root(), definition.rootName());
      if (!rootNamed(definition)) {
        fault("", "is not the root element " + definition.rootName(), NAME_REMEDY);
      }
    }
    while (level >= 0) {
      switch (scanner.next()) {
        case XmlScanner.START -> child();
        case XmlScanner.TEXT -> text();
        default -> close();
      }
    }
  }

  private boolean rootNamed(Definition known) {
    return scanner.namespace().equals(namespace) && scanner.named(known.rootBytes());
  }

  private void open(Mode mode, @Nullable Type type, @Nullable String name) {
    int parent = level < 0 ? -1 : nodes[level];
    level++;
    modes[level] = mode;
    types[level] = type;
    boolean recorded = mode == Mode.KNOWN
        || (mode == Mode.UNKNOWN && strangers++ < STRANGERS_MAX) || parent < 0;
    nodes[level] = recorded ? tape.add(parent, name) : parent;
    lasts[level] = -1;
    counts[level] = 0;
    if (mode == Mode.KNOWN) {
      attributes(type);
    } else if (mode == Mode.LAX) {
      foreignAttributes();
    }
  }

  private void child() {
    Type type = types[level];
    switch (modes[level]) {
      case KNOWN -> {
        switch (type) {
          case Type.Elements elements -> childOf(elements);
          case Type.Any any -> childOf(any);
          case null, default -> {
            fault("", "holds an element where only a value may stand", VALUE_REMEDY);
            open(Mode.UNKNOWN, null, null);
          }
        }
      }
      case LAX -> foreign();
      case UNKNOWN -> open(Mode.UNKNOWN, null, null);
    }
  }

  private void childOf(Type.Elements parent) {
    int index = scanner.namespace().equals(namespace) ? parent.index(scanner) : -1;
    if (index < 0) {
      open(Mode.UNKNOWN, null, null);
      if (faults.size() < FAULTS_MAX) {
        fault("", parent.index(scanner) >= 0 ? "is not in the namespace of the message"
            : "is not allowed here; allowed are " + parent.expected(), NAME_REMEDY);
      }
      return;
    }
    String problem = parent.choice() ? choose(parent, index) : follow(parent, index);
    open(Mode.KNOWN, parent.type(index), parent.name(index));
    if (problem != null) {
      fault("", problem, ORDER_REMEDY);
    }
  }

  private @Nullable String choose(Type.Elements parent, int index) {
    int last = lasts[level];
    lasts[level] = index;
    counts[level] = last == index ? counts[level] + 1 : 1;
    if (last >= 0 && last != index) {
      return "stands beside " + parent.name(last) + "; only one of both may";
    }
    return counts[level] > parent.most(index) ? tooMany(parent, index) : null;
  }

  private @Nullable String follow(Type.Elements parent, int index) {
    int last = lasts[level];
    if (index < last) {
      return "stands behind " + parent.name(last) + " and belongs before it";
    }
    if (index == last) {
      return ++counts[level] > parent.most(index) ? tooMany(parent, index) : null;
    }
    lasts[level] = index;
    counts[level] = 1;
    missing(parent, last + 1, index);
    return null;
  }

  private static String tooMany(Type.Elements parent, int index) {
    return parent.most(index) == 1
        ? "stands more than once"
        : "stands more than " + parent.most(index) + " times";
  }

  private void missing(Type.Elements parent, int from, int to) {
    for (int i = parent.required(from); i < to; i = parent.required(i + 1)) {
      fault("/" + parent.name(i), "is missing", MISSING_REMEDY);
    }
  }

  private void childOf(Type.Any parent) {
    boolean second = counts[level]++ > 0;
    boolean strange = !parent.allows(scanner.namespace());
    if (second || strange) {
      open(Mode.UNKNOWN, null, null);
      fault("", second ? "stands beside another element where only one may"
          : "is not in the namespace " + parent.namespace(), NAME_REMEDY);
    } else {
      lasts[level] = scanner.tagStart();
      foreign();
    }
  }

  private void foreign() {
    if (definition != null && rootNamed(definition)) {
      open(Mode.KNOWN, definition.root(), definition.rootName());
    } else {
      open(Mode.LAX, null, null);
    }
  }

  private void text() {
    int node = nodes[level];
    int place = scanner.textPlace();
    int length = scanner.textLength();
    Type type = types[level];
    switch (type) {
      case Type.Simple simple -> value(simple, node, place, length);
      case Type.Amount amount -> value(amount.content(), node, place, length);
      case null -> {
        if (modes[level] == Mode.UNKNOWN && strangers < STRANGERS_MAX) {
          tape.text(node, place, length);
        }
      }
      case Type.Elements _, Type.Any _ -> {
        if (!scanner.blank()) {
          fault("", "holds text where only elements may stand", VALUE_REMEDY);
        }
      }
    }
  }

  private void value(Type.Simple type, int node, int place, int length) {
    tape.text(node, place, length);
    lasts[level] = 0;
    int from = XmlScanner.offsetOf(place);
    String problem = type.fault(scanner.bytesOf(place), from, from + length);
    if (problem != null) {
      fault("", "the value " + problem, VALUE_REMEDY);
    }
  }

  private void close() {
    Type type = types[level];
    if (modes[level] == Mode.KNOWN) {
      switch (type) {
        case Type.Elements elements -> closed(elements);
        case Type.Any any -> {
          if (counts[level] == 0) {
            fault("", "holds no element but must hold one", MISSING_REMEDY);
          }
        }
        case Type.Simple simple -> empty(simple);
        case Type.Amount amount -> empty(amount.content());
        case null -> throw new IllegalStateException("known element without type");
      }
    }
    if (level == 0 || nodes[level] != nodes[level - 1]) {
      tape.close(nodes[level]);
    }
    level--;
    if (level >= 0 && types[level] instanceof Type.Any && lasts[level] >= 0) {
      tape.text(nodes[level], lasts[level], scanner.tagEnd() - lasts[level]);
    }
  }

  private void closed(Type.Elements elements) {
    if (elements.choice()) {
      if (lasts[level] < 0) {
        fault("", "holds none of " + elements.expected(), MISSING_REMEDY);
      }
    } else {
      missing(elements, lasts[level] + 1, elements.size());
    }
  }

  private void empty(Type.Simple type) {
    if (lasts[level] < 0) {
      value(type, nodes[level], 0, 0);
    }
  }

  // Attributes --------------------------------------------------------------------------

  private void attributes(@Nullable Type type) {
    boolean given = false;
    for (int i = 0; i < scanner.attributes(); i++) {
      String space = scanner.attributeNamespace(i);
      if (space.equals(XSI)) {
        instance(i, type);
      } else if (type instanceof Type.Amount amount && space.isEmpty()
          && scanner.attributeNamed(i, amount.attribute())) {
        given = true;
        currency(i, amount);
      } else if (!space.equals(XmlScanner.XMLNS_NAMESPACE)) {
        fault("/@" + scanner.localName(i), "is not allowed here", NAME_REMEDY);
      }
    }
    if (!given && type instanceof Type.Amount amount) {
      fault("/@" + amount.attribute(), "is missing", MISSING_REMEDY);
    }
  }

  private void currency(int index, Type.Amount amount) {
    int place = scanner.valuePlace(index);
    int length = scanner.valueLength(index);
    tape.attribute(nodes[level], place, length);
    int from = XmlScanner.offsetOf(place);
    byte[] bytes = scanner.bytesOf(place);
    String problem = amount.attributeType().fault(bytes, from, from + length);
    if (problem != null) {
      fault("/@" + amount.attribute(), "the value " + problem, VALUE_REMEDY);
    }
  }

  /// Attributes that XML Schema allows everywhere. A type may be named if it is the declared
  /// one; hints at schemas must look like addresses and are ignored; nothing in ISO 20022 may be
  /// nil.
  private void instance(int index, @Nullable Type type) {
    if (scanner.attributeNamed(index, "type")) {
      String value = scanner.value(index).strip();
      int colon = value.indexOf(':');
      String prefix = colon < 0 ? "" : value.substring(0, colon);
      boolean declared = type != null && namespace.equals(scanner.namespaceOf(prefix))
          && type.name().equals(value.substring(colon + 1));
      if (!declared) {
        fault("/@xsi:type", "names another type than the declared one", NAME_REMEDY);
      }
    } else if (scanner.attributeNamed(index, "schemaLocation")
        || scanner.attributeNamed(index, "noNamespaceSchemaLocation")) {
      if (NO_ADDRESS.matcher(scanner.value(index)).find()) {
        fault("/@xsi:" + scanner.localName(index), "is not an address", VALUE_REMEDY);
      }
    } else {
      fault("/@xsi:" + scanner.localName(index), "is not allowed here", NAME_REMEDY);
    }
  }

  /// What cannot stand in an address of RFC 2396, even after the escaping of `anyURI`.
  private static final Pattern NO_ADDRESS = Pattern.compile("[\\[\\]]|%(?![0-9A-Fa-f]{2})");

  private void foreignAttributes() {
    for (int i = 0; i < scanner.attributes(); i++) {
      if (scanner.attributeNamespace(i).equals(XSI) && scanner.attributeNamed(i, "type")) {
        fault("/@xsi:type", "is not allowed in foreign content", NAME_REMEDY);
      }
    }
  }

  private void fault(String below, String text, String remedy) {
    if (faults.size() < FAULTS_MAX) {
      faults.add(new Fault(nodes[level], below, text, remedy));
    }
  }

  private static final String NAME_REMEDY =
      "Use only the elements and attributes of the message definition.";
  private static final String ORDER_REMEDY =
      "Put the elements in the order and number of the message definition.";
  private static final String MISSING_REMEDY = "Add what is missing.";
  private static final String VALUE_REMEDY = "Correct the content of the element.";
}
