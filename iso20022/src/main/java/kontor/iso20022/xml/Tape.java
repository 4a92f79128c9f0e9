package kontor.iso20022.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The elements of a message in document order as rows of numbers: where the name, the text and
/// the one attribute that ISO 20022 knows (`Ccy`) stand in the bytes. No text is copied until
/// somebody asks for it.
///
/// A node is the index of its row. Its subtree are the rows up to [#end], its first child the
/// next row, so walking needs no pointers:
/// `for (int child = node + 1; child < tape.end(node); child = tape.end(child))`.
public final class Tape {
  private static final int NAME_START = 0;
  private static final int NAME_LENGTH = 1;
  private static final int TEXT_START = 2;
  private static final int TEXT_LENGTH = 3;
  private static final int ATTRIBUTE_START = 4;
  private static final int ATTRIBUTE_LENGTH = 5;
  private static final int END = 6;
  private static final int LINE = 7;
  private static final int PARENT = 8;
  private static final int WIDTH = 9;

  private final XmlScanner scanner;
  private final int nodesMax;
  private int[] rows;
  private @Nullable String[] names;
  private int size;

  public Tape(XmlScanner scanner, int bytes) {
    this.scanner = scanner;
    // No element is shorter than nine bytes with its end tag, but a hostile one may be.
    this.nodesMax = 256 + bytes / 8;
    int expected = Math.min(nodesMax, 32 + bytes / 36);
    this.rows = new int[expected * WIDTH];
    this.names = new String[expected];
  }

  /// Adds the element that the scanner has just started; `name` if it is a known one.
  public int add(int parent, @Nullable String name) {
    if (size == names.length) {
      grow();
    }
    int row = size * WIDTH;
    rows[row + NAME_START] = scanner.localStart();
    rows[row + NAME_LENGTH] = scanner.nameEnd() - scanner.localStart();
    rows[row + ATTRIBUTE_LENGTH] = -1;
    rows[row + END] = Integer.MAX_VALUE;
    rows[row + LINE] = scanner.line();
    rows[row + PARENT] = parent;
    names[size] = name;
    return size++;
  }

  private void grow() {
    if (size >= nodesMax) {
      throw scanner.malformed("more elements than a message of this size can need");
    }
    int nodes = Math.min(nodesMax, size * 2);
    rows = Arrays.copyOf(rows, nodes * WIDTH);
    names = Arrays.copyOf(names, nodes);
  }

  public void text(int node, int start, int length) {
    rows[node * WIDTH + TEXT_START] = start;
    rows[node * WIDTH + TEXT_LENGTH] = length;
  }

  public void attribute(int node, int start, int length) {
    rows[node * WIDTH + ATTRIBUTE_START] = start;
    rows[node * WIDTH + ATTRIBUTE_LENGTH] = length;
  }

  /// Marks that all of the node's subtree has been added.
  public void close(int node) {
    rows[node * WIDTH + END] = size;
  }

  public int size() {
    return size;
  }

  /// The row after the node's subtree; the end of all for a node that was never closed.
  public int end(int node) {
    return Math.min(rows[node * WIDTH + END], size);
  }

  /// Whether the node's end tag was reached.
  public boolean closed(int node) {
    return rows[node * WIDTH + END] != Integer.MAX_VALUE;
  }

  public int parent(int node) {
    return rows[node * WIDTH + PARENT];
  }

  public int line(int node) {
    return rows[node * WIDTH + LINE];
  }

  public String name(int node) {
    String known = names[node];
    return known == null
        ? string(rows[node * WIDTH + NAME_START], rows[node * WIDTH + NAME_LENGTH])
        : known;
  }

  public boolean named(int node, String name) {
    return name.equals(name(node));
  }

  public String text(int node) {
    return string(rows[node * WIDTH + TEXT_START], rows[node * WIDTH + TEXT_LENGTH]);
  }

  /// Text without white space around it, for values whose type ignores that.
  public String trimmed(int node) {
    return text(node).strip();
  }

  public String attribute(int node) {
    return string(rows[node * WIDTH + ATTRIBUTE_START], rows[node * WIDTH + ATTRIBUTE_LENGTH]);
  }

  /// Adds the subtree of a node to the canonical content.
  public void addTo(CanonicalContent content, int node) {
    int row = node * WIDTH;
    content.element(scanner.bytesOf(0), rows[row + NAME_START], rows[row + NAME_LENGTH]);
    if (rows[row + ATTRIBUTE_LENGTH] >= 0) {
      int place = rows[row + ATTRIBUTE_START];
      content.attribute(scanner.bytesOf(place), XmlScanner.offsetOf(place),
          rows[row + ATTRIBUTE_LENGTH]);
    }
    if (rows[row + TEXT_LENGTH] > 0) {
      int place = rows[row + TEXT_START];
      content.text(scanner.bytesOf(place), XmlScanner.offsetOf(place),
          rows[row + TEXT_LENGTH]);
    }
    for (int child = node + 1; child < end(node); child = end(child)) {
      addTo(content, child);
    }
    content.end();
  }

  private String string(int start, int length) {
    return new String(scanner.bytesOf(start), XmlScanner.offsetOf(start), length, UTF_8);
  }

  /// The first child with this name, or -1.
  public int child(int node, String name) {
    for (int child = node + 1; child < end(node); child = end(child)) {
      if (named(child, name)) {
        return child;
      }
    }
    return -1;
  }

  /// Place in the manner of XPath. A number follows a name that its parent holds several times.
  public String path(int node) {
    StringBuilder path = new StringBuilder();
    for (int at = node; at >= 0; at = parent(at)) {
      path.insert(0, step(at));
    }
    return path.toString();
  }

  private boolean sameName(int one, int other) {
    int length = rows[one * WIDTH + NAME_LENGTH];
    int from = rows[one * WIDTH + NAME_START];
    int otherFrom = rows[other * WIDTH + NAME_START];
    byte[] bytes = scanner.bytesOf(0);
    return length == rows[other * WIDTH + NAME_LENGTH]
        && Arrays.equals(bytes, from, from + length, bytes, otherFrom, otherFrom + length);
  }

  private String step(int node) {
    String name = name(node);
    int parent = parent(node);
    if (parent < 0) {
      return "/" + name;
    }
    int number = 0;
    int count = 0;
    for (int child = parent + 1; child < end(parent); child = end(child)) {
      if (sameName(child, node)) {
        count++;
        number = child == node ? count : number;
      }
    }
    return count > 1 ? "/" + name + "[" + number + "]" : "/" + name;
  }
}
