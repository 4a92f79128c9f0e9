package kontor.iso20022;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// Bends messages: some mutations keep them well-formed, some do not. The same seed bends the same.
public final class Mutator {
  /// Values at and beyond the edges of what types allow.
  public static final List<String> VALUES = List.of(
      "", " ", "\n", "\t", "0", "00", "1", "-1", "+1", "1.", ".5", ".", "+.5", "-0", "-0.0",
      "+", "1e5", "0.00001", "0.000010", "0.000001", "0.0000010", "123456789012345678",
      "1234567890123456789", "0000000000001234567890.50000000000", "1234567890123.12345",
      "12345678901234.12345", " 5 ", "5 5", "\u0665", "1,5", "NaN", "INF", "0x10",
      "2026-11-24", "2026-11-24Z", "2026-11-24+14:00", "2026-11-24+14:01", "2026-11-24-13:59",
      "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "-0001-01-01",
      "-0004-02-29", "12026-01-01", "02026-01-01", "999999999-12-31", "2026-13-01",
      "2026-00-10", "2026-1-1", "26-01-01", "2026-11-31", "2026-11-24T10:00:00",
      "2026-11-24T10:00:00Z", "2026-11-24T24:00:00", "2026-11-24T24:00:01",
      "2026-11-24T24:00:00.0", "2026-11-24T24:00:00.1", "2026-11-24T23:59:60",
      "2026-11-24T10:00", "2026-11-24T10:00:00.", "2026-11-24T10:00:00.123456789012Z",
      "2026-11-24T10:60:00", "2026-11-24t10:00:00", "2026-11-24T10:00:00+1:00",
      "2026-11-24T10:00:00+01:0", "2026-11-24T10:00:00z", "2026-11-24T10:00:00+15:00",
      "2026-11-24T10:00:00+01:60", " 2026-11-24T10:00:00Z ", "+2026-11-24T10:00:00Z",
      "10:00:00", "24:00:00", "25:00:00", "10:00:00.5+02:00", "10:00", "2026", "2026-11",
      "2026-11Z", "02026", "true", "false", "TRUE", "2", "true ", "CLRG", "clrg", " CLRG",
      "CLRG ", "SHAR", "DEBT", "XXXX", "EUR", "eur", "EURO", "EU", "E\u00dcR", "DE", "de",
      "DEUTDEFF", "DEUTDEFFXXX", "DEUTDEFFXX", "deutdeff", "DEUTDEF", "DE12345678",
      "DE89370400440532013000", "DE", "D189370400440532013000", "5493001KJTIIGC8Y1R12",
      "5493001KJTIIGC8Y1R1A", "8a562c67-ca16-48ba-b074-65581be6f011",
      "8A562C67-CA16-48BA-B074-65581BE6F011", "8a562c67-ca16-38ba-b074-65581be6f011",
      "8a562c67-ca16-48ba-c074-65581be6f011", "+49-123", "+49-", "+1234-5", "49-123",
      "12345", "123456789012345", "1234567890123456", "QUJD", "QUI=", "QQ==", "QR==", "QUJD ",
      "QU JD", "Q", "====", "QUJD=", "&#65;BC", "&#x41;", "&amp;", "&lt;", "&undefined;",
      "&", "&#0;", "&#1;", "&#xD800;", "&#xFFFE;", "&#x10FFFF;", "&#x110000;", "&#;", "&#x;",
      "<![CDATA[CLRG]]>", "<![CDATA[]]>", "<![CDATA[<a>]]>", "CL<!-- x -->RG", "<!-- x -->",
      "<?pi?>", "CL<?pi x?>RG", "]]>", "]]", "a]b", "<!-- -- -->", "<!---->", "<!-->",
      "<?xml version='1.0'?>", "<?a:b?>", "<?XML?>", "<!DOCTYPE a>", "a\r\nb", "a\rb", "\r\n",
      "\u0001", "\u007f", "\u0085", "\u00a0", "\u2028", "\ufffd", "\ufffe", "\u00e9", "e\u0301",
      "\ud83d\ude00", "<![CDATA[ ]]>", "<![CDATA[x", "'", "\"", ">", "/", "//");

  private static final List<String> ATTRIBUTES = List.of(
      "Ccy=EUR", "Ccy=", "Ccy=eur", "Ccy= EUR", "Ccy=&#69;UR", "Ccy=E&#10;R", "ccy=EUR",
      "foo=bar", "xml:lang=en", "xml:space=preserve", "xml:foo=1", "xmlns=",
      "xmlns=urn:other", "xmlns:p=urn:p", "xmlns:p=", "xmlns:xml=urn:x", "xmlns:xmlns=urn:x",
      "xmlns:q=http://www.w3.org/XML/1998/namespace", "p:foo=1", "xmlns:Ccy=EUR",
      "xsi:nil=true", "xsi:type=Max35Text", "xsi:schemaLocation=a b",
      "xsi:noNamespaceSchemaLocation=a", "a=<", "a=&lt;", "a=&b;", "a=\u00e9", ":a=1", "a:=1",
      "a:b:c=1", "1a=1", "-a=1", "_a=1", "a=\u0001", "xmlns:xsi="
          + "http://www.w3.org/2001/XMLSchema-instance");

  private final SplittableRandom random;
  private final List<XmlNode> donors;
  private final List<String> names;

  Mutator(long seed, List<XmlNode> samples) {
    this.random = new SplittableRandom(seed);
    this.donors = samples;
    this.names = samples.stream().flatMap(sample -> sample.all().stream())
        .map(node -> node.name).distinct().sorted().toList();
  }

  byte[] next() {
    XmlNode root = pick(donors).copy();
    int bends = 1 + random.nextInt(random.nextInt(8) == 0 ? 5 : 2);
    for (int i = 0; i < bends; i++) {
      bend(root);
    }
    StringBuilder out = new StringBuilder();
    prolog(out);
    root.write(out);
    epilog(out);
    byte[] bytes = out.toString().getBytes(UTF_8);
    return random.nextInt(10) < 2 ? bendBytes(bytes) : bytes;
  }

  private void prolog(StringBuilder out) {
    switch (random.nextInt(48)) {
      case 0 -> out.append("\ufeff<?xml version=\"1.0\"?>");
      case 1 -> out.append(" <?xml version=\"1.0\"?>");
      case 2 -> out.append("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>");
      case 3 -> out.append("<?xml encoding=\"UTF-8\" version=\"1.0\"?>");
      case 4 -> out.append("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");
      case 5 -> out.append("<?xml version=\"1.1\"?>");
      case 6 -> out.append("<?xml version=\"1.0\" standalone=\"maybe\"?>");
      case 7 -> out.append("<!DOCTYPE Document>");
      case 8 -> out.append("<!-- before --><?before x?>\n");
      case 9 -> out.append("\ufeff");
      case 10 -> out.append("<?xml version=\"1.0\"encoding=\"UTF-8\"?>");
      case 11 -> out.append("text");
      default -> out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }
  }

  private void epilog(StringBuilder out) {
    switch (random.nextInt(60)) {
      case 0 -> out.append("\n<!-- after --><?after?>\n");
      case 1 -> out.append("after");
      case 2 -> out.append("<a/>");
      case 3 -> out.append("&#32;");
      default -> out.append("\n");
    }
  }

  private void bend(XmlNode root) {
    List<XmlNode> all = root.all();
    XmlNode node = pick(all);
    switch (random.nextInt(22)) {
      case 0, 1 -> remove(pick(all));
      case 2 -> repeat(node);
      case 3 -> Collections.shuffle(node.children, shuffle());
      case 4, 5 -> swap(node);
      case 6 -> node.name = pick(names);
      case 7, 8, 9, 10, 11 -> value(leaf(all));
      case 12, 13 -> attribute(node);
      case 14 -> dropAttribute(all);
      case 15 -> node.children.add(random.nextInt(node.children.size() + 1), pick(VALUES));
      case 16 -> prefix(node);
      case 17 -> graft(node);
      case 18 -> node.children.clear();
      case 19 -> longer(leaf(all));
      case 20 -> wrap(node);
      default -> namespace(all);
    }
  }

  private void remove(XmlNode parent) {
    if (!parent.children.isEmpty()) {
      parent.children.remove(random.nextInt(parent.children.size()));
    }
  }

  private void repeat(XmlNode parent) {
    if (!parent.children.isEmpty()) {
      Object child = pick(parent.children);
      int times = random.nextInt(6) == 0 ? 11 : 1;
      for (int i = 0; i < times; i++) {
        parent.children.add(parent.children.indexOf(child),
            child instanceof XmlNode node ? node.copy() : child);
      }
    }
  }

  private void swap(XmlNode parent) {
    if (parent.children.size() > 1) {
      Collections.swap(parent.children, random.nextInt(parent.children.size()),
          random.nextInt(parent.children.size()));
    }
  }

  private void value(XmlNode leaf) {
    leaf.children.clear();
    leaf.children.add(pick(VALUES));
    if (random.nextInt(10) == 0) {
      leaf.children.add(pick(VALUES));
    }
  }

  /// Around the usual lengths, of one to four bytes a character.
  private void longer(XmlNode leaf) {
    int[] lengths = {1, 4, 16, 34, 35, 70, 105, 128, 140, 256, 350, 500, 2048};
    int length = lengths[random.nextInt(lengths.length)] + random.nextInt(3) - 1;
    String character = pick(List.of("x", "\u00e9", "\u20ac", "\ud83d\ude00", "9", "A"));
    leaf.children.clear();
    leaf.children.add(character.repeat(length));
  }

  private void attribute(XmlNode node) {
    String[] parts = pick(ATTRIBUTES).split("=", 2);
    node.attributes.put(parts[0], parts[1]);
    if (parts[0].startsWith("xsi:") && random.nextInt(6) > 0) {
      node.attributes.put("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    }
  }

  private void dropAttribute(List<XmlNode> all) {
    List<XmlNode> having = all.stream().filter(node -> !node.attributes.isEmpty()).toList();
    if (!having.isEmpty()) {
      XmlNode node = pick(having);
      node.attributes.remove(pick(new ArrayList<>(node.attributes.keySet())));
    }
  }

  /// The same namespace by prefix, or another one.
  private void prefix(XmlNode node) {
    if (node.name.indexOf(':') < 0) {
      node.name = "p:" + node.name;
      if (random.nextInt(5) > 0) {
        node.attributes.put("xmlns:p", namespace());
      }
    }
  }

  private String namespace() {
    return MessageVersion.values()[random.nextInt(MessageVersion.values().length)].namespace();
  }

  private void namespace(List<XmlNode> all) {
    List<XmlNode> having = all.stream()
        .filter(node -> node.attributes.containsKey("xmlns")).toList();
    if (!having.isEmpty()) {
      pick(having).attributes.put("xmlns", random.nextInt(8) == 0 ? "" : namespace());
    }
  }

  private void graft(XmlNode node) {
    XmlNode donor = pick(pick(donors).all());
    node.children.add(random.nextInt(node.children.size() + 1), donor.copy());
  }

  private void wrap(XmlNode node) {
    XmlNode inner = node.copy();
    node.children.clear();
    node.children.add(inner);
    if (random.nextInt(4) == 0) {
      XmlNode supplement = new XmlNode("SplmtryData");
      supplement.children.add(new XmlNode("Envlp"));
      ((XmlNode) supplement.children.getFirst()).children.add(inner);
      node.children.clear();
      node.children.add(supplement);
    }
  }

  private byte[] bendBytes(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      }
      case 1 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
      }
      case 2 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return join(bytes, at, new byte[0], end);
      }
      case 3 -> {
        String[] marks = {"<", ">", "&", "/", "\"", "'", "=", " ", "<!--", "]]>", "<?",
          "\u0000", "\n", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080",
          "\u00ef\u00bf\u00be", "\u00c3\u00a9", "\u0080", "\u00ff", "</", "/>"};
        return join(bytes, at,
            marks[random.nextInt(marks.length)].getBytes(ISO_8859_1), at);
      }
      default -> {
        return join(bytes, at, new byte[0], bytes.length);
      }
    }
  }

  private static byte[] join(byte[] bytes, int to, byte[] middle, int from) {
    byte[] joined = new byte[to + middle.length + bytes.length - from];
    System.arraycopy(bytes, 0, joined, 0, to);
    System.arraycopy(middle, 0, joined, to, middle.length);
    System.arraycopy(bytes, from, joined, to + middle.length, bytes.length - from);
    return joined;
  }

  private XmlNode leaf(List<XmlNode> all) {
    return pick(all.stream().filter(XmlNode::leaf).toList());
  }

  private Random shuffle() {
    return new Random(random.nextLong());
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
