package kontor.iso20022;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/// An element that a test can bend. Texts are kept as markup, so that they may be malformed.
final class XmlNode {
  String name;
  final Map<String, String> attributes = new LinkedHashMap<>();
  final List<Object> children = new ArrayList<>();

  XmlNode(String name) {
    this.name = name;
  }

  static XmlNode parse(byte[] bytes) {
    Deque<XmlNode> open = new ArrayDeque<>(List.of(new XmlNode("")));
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
      XMLReader reader = factory.newSAXParser().getXMLReader();
      reader.setContentHandler(new DefaultHandler() {
        @Override
        public void startElement(String uri, String local, String name,
            Attributes attributes) {
          XmlNode node = new XmlNode(name);
          for (int i = 0; i < attributes.getLength(); i++) {
            node.attributes.put(
                attributes.getQName(i), escape(attributes.getValue(i)));
          }
          open.getLast().children.add(node);
          open.addLast(node);
        }

        @Override
        public void endElement(String uri, String local, String name) {
          open.removeLast();
        }

        @Override
        public void characters(char[] text, int from, int length) {
          open.getLast().children.add(escape(new String(text, from, length)));
        }
      });
      reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return (XmlNode) open.getLast().children.getFirst();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  XmlNode copy() {
    XmlNode copy = new XmlNode(name);
    copy.attributes.putAll(attributes);
    for (Object child : children) {
      copy.children.add(child instanceof XmlNode node ? node.copy() : child);
    }
    return copy;
  }

  /// This node and all below it.
  List<XmlNode> all() {
    List<XmlNode> all = new ArrayList<>();
    collect(all);
    return all;
  }

  private void collect(List<XmlNode> all) {
    all.add(this);
    for (Object child : children) {
      if (child instanceof XmlNode node) {
        node.collect(all);
      }
    }
  }

  boolean leaf() {
    return children.stream().noneMatch(child -> child instanceof XmlNode);
  }

  void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach((key, value) ->
        out.append(' ').append(key).append("=\"").append(value).append('"'));
    if (children.isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (Object child : children) {
      if (child instanceof XmlNode node) {
        node.write(out);
      } else {
        out.append(child);
      }
    }
    out.append("</").append(name).append('>');
  }
}
