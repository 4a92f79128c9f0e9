package kontor.iso20022.definition;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import kontor.iso20022.xml.XmlScanner;
import org.jspecify.annotations.Nullable;

/// What an element may hold.
sealed interface Type {

  String name();

  /// Other elements, in order (sequence) or one of them (choice).
  final class Elements implements Type {
    private final String name;
    private final boolean choice;
    private String[] names = {};
    private byte[][] spellings = {};
    private int[] hashes = {};
    private Type[] types = {};
    private int[] least = {};
    private int[] most = {};
    private int[] required = {};
    private int[] slots = {};

    Elements(String name, boolean choice) {
      this.name = name;
      this.choice = choice;
    }

    /// One allowed child; `most` is [Integer#MAX_VALUE] for any number.
    record Child(String name, Type type, int least, int most) {}

    /// Fills the type once all types exist, for they refer to each other.
    void fill(List<Child> children) {
      int size = children.size();
      names = children.stream().map(Child::name).toArray(String[]::new);
      types = children.stream().map(Child::type).toArray(Type[]::new);
      least = children.stream().mapToInt(Child::least).toArray();
      most = children.stream().mapToInt(Child::most).toArray();
      spellings = new byte[size][];
      hashes = new int[size];
      required = new int[size + 1];
      required[size] = size;
      slots = new int[Integer.highestOneBit(size * 2) * 2];
      for (int i = size - 1; i >= 0; i--) {
        spellings[i] = names[i].getBytes(US_ASCII);
        hashes[i] = names[i].hashCode();
        required[i] = least[i] > 0 ? i : required[i + 1];
        int slot = slot(hashes[i]);
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = i + 1;
      }
    }

    private int slot(int hash) {
      return (hash ^ (hash >>> 7) ^ (hash >>> 15)) & (slots.length - 1);
    }

    /// Index of the scanner's element among the children, -1 if it is none of them.
    int index(XmlScanner scanner) {
      int hash = scanner.nameHash();
      for (int slot = slot(hash); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
        int index = slots[slot] - 1;
        if (hashes[index] == hash && scanner.named(spellings[index])) {
          return index;
        }
      }
      return -1;
    }

    @Override
    public String name() {
      return name;
    }

    boolean choice() {
      return choice;
    }

    int size() {
      return names.length;
    }

    String name(int index) {
      return names[index];
    }

    Type type(int index) {
      return types[index];
    }

    int most(int index) {
      return most[index];
    }

    /// The first child at or behind an index that must be there; [#size] if none must.
    int required(int index) {
      return required[index];
    }

    /// Names of all children for a text to the sender.
    String expected() {
      return String.join(", ", names);
    }
  }

  /// Exactly one element of any name, of the given namespace unless that is `##any`.
  record Any(String name, String namespace) implements Type {
    boolean allows(String other) {
      return namespace.equals("##any") || namespace.equals(other);
    }
  }

  /// A value with one required attribute.
  record Amount(String name, Simple content, String attribute, Simple attributeType)
      implements Type {}

  /// A value and nothing else.
  record Simple(String name, Value value) implements Type {

    /// What is wrong with a text, null if nothing is.
    @Nullable String fault(byte[] bytes, int from, int to) {
      return value.fault(bytes, from, to);
    }
  }
}
