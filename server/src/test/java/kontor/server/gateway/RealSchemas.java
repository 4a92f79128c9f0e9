package kontor.server.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// The JDK's validator on the schemas of ISO itself: the judge of everything that leaves.
public final class RealSchemas {

  private static final String PREFIX = "urn:iso:std:iso:20022:tech:xsd:";

  private final Map<String, Schema> schemas = new HashMap<>();

  /// Faults of header and document by their own schemas; empty if both are valid.
  public List<String> faults(byte[] message) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root = builder.parse(new ByteArrayInputStream(message)).getDocumentElement();
      List<String> faults = new ArrayList<>();
      if (!check(root, faults)) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
          if (node instanceof Element element) {
            check(element, faults);
          }
        }
      }
      return faults;
    } catch (SAXException | ParserConfigurationException | IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private boolean check(Element element, List<String> faults) throws IOException {
    String namespace = String.valueOf(element.getNamespaceURI());
    if (!namespace.startsWith(PREFIX)) {
      return false;
    }
    try {
      schema(namespace.substring(PREFIX.length())).newValidator().validate(new DOMSource(element));
    } catch (SAXException e) {
      faults.add(namespace.substring(PREFIX.length()) + ": " + e.getMessage());
    }
    return true;
  }

  private Schema schema(String name) throws SAXException {
    Schema known = schemas.get(name);
    if (known == null) {
      Path file = Project.shared().resolve("schemas/iso20022/" + name + ".xsd");
      known =
          SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file.toFile());
      schemas.put(name, known);
    }
    return known;
  }
}
