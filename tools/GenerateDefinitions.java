import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Makes the message definitions of `iso20022/` from the published schemas:
///
/// `java tools/GenerateDefinitions.java SCHEMA_DIR OUT_DIR`
///
/// One text file a message version, one type a paragraph, only types that the root reaches:
///
/// ```
/// namespace urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08
/// root Document Document
/// sequence Document
///  FIToFICstmrCdtTrf FIToFICustomerCreditTransferV08      once
///  SplmtryData SupplementaryData1 *                       ? 0..1, * 0..n, + 1..n, or {0,7}
/// choice AccountIdentification4Choice                     exactly one of its elements
/// any SignatureEnvelope lax NAMESPACE                      one foreign element
/// amount ActiveCurrencyAndAmount CONTENT Ccy CODE          simple content with an attribute
/// codes ChargeBearerType1Code DEBT CRED
/// text Max35Text length 1 35
/// text UUIDv4Identifier pattern REST-OF-LINE
/// decimal DecimalNumber total 18 fraction 17 min 0
/// date ISODate          also dateTime, utcDateTime (ends with Z), time, year, yearMonth,
///                       boolean, base64 (with a length in bytes)
/// ```
///
/// A construct that the notation has no word for stops the tool: nothing is left out in silence.
final class GenerateDefinitions {
  private static final String XS = "http://www.w3.org/2001/XMLSchema";

  private static final List<String> VERSIONS = List.of(
      "head.001.001.01", "head.001.001.02", "head.001.001.03", "head.001.001.04",
      "pacs.008.001.08", "pacs.008.001.12", "pacs.008.001.13",
      "pacs.009.001.08", "pacs.009.001.12",
      "pacs.002.001.10", "pacs.002.001.15",
      "camt.054.001.08", "admi.002.001.01");

  private static final Map<String, String> PLAIN_BASES = Map.of(
      "date", "date", "time", "time", "gYear", "year", "gYearMonth", "yearMonth",
      "boolean", "boolean");

  private final Map<String, Element> types = new TreeMap<>();
  private final Set<String> reached = new LinkedHashSet<>();
  private final StringBuilder out = new StringBuilder();

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: java tools/GenerateDefinitions.java SCHEMA_DIR OUT_DIR");
      System.exit(2);
    }
    Path target = Files.createDirectories(Path.of(arguments[1]));
    for (String version : VERSIONS) {
      Path schema = Path.of(arguments[0]).resolve(version + ".xsd");
      String text = new GenerateDefinitions().convert(version, schema);
      Files.writeString(target.resolve(version + ".txt"), text);
    }
    System.out.println(VERSIONS.size() + " definitions in " + target);
  }

  private String convert(String version, Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element schema = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    Element root = null;
    for (Element child : children(schema)) {
      switch (child.getLocalName()) {
        case "element" -> {
          require(root == null, "one root element", child);
          root = child;
        }
        case "complexType", "simpleType" -> types.put(child.getAttribute("name"), child);
        default -> throw new IOException("unknown top level: " + child.getLocalName());
      }
    }
    require(root != null, "a root element", schema);
    require(schema.getAttribute("elementFormDefault").equals("qualified"), "qualified", schema);
    out.append("# ").append(version).append(": made by tools/GenerateDefinitions.java from the")
        .append("\n# published ISO 20022 schema of that name; do not edit.\n");
    out.append("namespace ").append(schema.getAttribute("targetNamespace")).append('\n');
    out.append("root ").append(root.getAttribute("name")).append(' ')
        .append(root.getAttribute("type")).append('\n');
    List<String> waiting = new ArrayList<>(List.of(root.getAttribute("type")));
    for (int next = 0; next < waiting.size(); next++) {
      String name = waiting.get(next);
      if (reached.add(name)) {
        waiting.addAll(type(name));
      }
    }
    return out.toString();
  }

  /// Writes one type and returns the names of those it needs.
  private List<String> type(String name) throws IOException {
    Element type = types.get(name);
    if (type == null) {
      throw new IOException("type not found: " + name);
    }
    List<Element> parts = children(type);
    require(parts.size() == 1, "one part in a type", type);
    Element part = parts.getFirst();
    return switch (part.getLocalName()) {
      case "sequence", "choice" -> elements(name, part);
      case "simpleContent" -> amount(name, part);
      case "restriction" -> simple(name, part);
      default -> throw new IOException("unknown part: " + part.getLocalName());
    };
  }

  private List<String> elements(String name, Element group) throws IOException {
    require(group.getAttributes().getLength() == 0, "no occurrence on groups", group);
    List<Element> children = children(group);
    if (children.size() == 1 && children.getFirst().getLocalName().equals("any")) {
      Element any = children.getFirst();
      require(occurrence(any).isEmpty(), "any once", any);
      require(any.getAttribute("processContents").equals("lax"), "lax any", any);
      out.append("any ").append(name).append(" lax ")
          .append(any.getAttribute("namespace")).append('\n');
      return List.of();
    }
    out.append(group.getLocalName()).append(' ').append(name).append('\n');
    List<String> needed = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Element child : children) {
      require(child.getLocalName().equals("element"), "elements only", child);
      require(names.add(child.getAttribute("name")), "each name once", child);
      String typeName = child.getAttribute("type");
      require(!typeName.isEmpty() && !typeName.contains(":"), "a named type", child);
      out.append(' ').append(child.getAttribute("name")).append(' ').append(typeName)
          .append(occurrence(child)).append('\n');
      needed.add(typeName);
    }
    return needed;
  }

  private static String occurrence(Element element) throws IOException {
    String low = element.hasAttribute("minOccurs") ? element.getAttribute("minOccurs") : "1";
    String high = element.hasAttribute("maxOccurs") ? element.getAttribute("maxOccurs") : "1";
    require(low.equals("0") || low.equals("1"), "at least 0 or 1", element);
    return switch (low + " " + high) {
      case "1 1" -> "";
      case "0 1" -> " ?";
      case "0 unbounded" -> " *";
      case "1 unbounded" -> " +";
      default -> " {" + low + "," + high + "}";
    };
  }

  private List<String> amount(String name, Element content) throws IOException {
    Element extension = children(content).getFirst();
    require(extension.getLocalName().equals("extension"), "an extension", extension);
    List<Element> attributes = children(extension);
    require(attributes.size() == 1, "one attribute", extension);
    Element attribute = attributes.getFirst();
    require(attribute.getAttribute("use").equals("required"), "required", attribute);
    String base = extension.getAttribute("base");
    String code = attribute.getAttribute("type");
    out.append("amount ").append(name).append(' ').append(base).append(' ')
        .append(attribute.getAttribute("name")).append(' ').append(code).append('\n');
    return List.of(base, code);
  }

  private List<String> simple(String name, Element restriction) throws IOException {
    String base = restriction.getAttribute("base");
    require(base.startsWith("xs:"), "a base of XML Schema", restriction);
    Map<String, String> facets = new TreeMap<>();
    List<String> codes = new ArrayList<>();
    for (Element facet : children(restriction)) {
      String value = facet.getAttribute("value");
      if (facet.getLocalName().equals("enumeration")) {
        codes.add(value);
      } else {
        require(facets.put(facet.getLocalName(), value) == null, "facet once", facet);
      }
    }
    String kind = base.substring(3);
    String line = switch (kind) {
      case "string" -> codes.isEmpty()
          ? "text " + name + length(facets) + take(facets, "pattern", " pattern ")
          : "codes " + name + " " + String.join(" ", codes);
      case "decimal" -> "decimal " + name + take(facets, "totalDigits", " total ")
          + take(facets, "fractionDigits", " fraction ")
          + take(facets, "minInclusive", " min ");
      case "base64Binary" -> "base64 " + name + length(facets);
      case "dateTime" -> ".*Z".equals(facets.remove("pattern"))
          ? "utcDateTime " + name : "dateTime " + name;
      default -> {
        require(PLAIN_BASES.containsKey(kind), "a known base", restriction);
        yield PLAIN_BASES.get(kind) + " " + name;
      }
    };
    require(facets.isEmpty(), "no facets but " + facets.keySet(), restriction);
    out.append(line).append('\n');
    return List.of();
  }

  private static String length(Map<String, String> facets) {
    String low = facets.remove("minLength");
    String high = facets.remove("maxLength");
    if (low == null && high == null) {
      return "";
    }
    return " length " + (low == null ? "0" : low) + " " + (high == null ? "-" : high);
  }

  private static String take(Map<String, String> facets, String facet, String word) {
    String value = facets.remove(facet);
    return value == null ? "" : word + value;
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && XS.equals(element.getNamespaceURI())
          && !element.getLocalName().equals("annotation")) {
        found.add(element);
      }
    }
    return found;
  }

  private static void require(boolean holds, String what, Element place) throws IOException {
    if (!holds) {
      throw new IOException("expected " + what + " at " + place.getLocalName() + " "
          + place.getAttribute("name"));
    }
  }
}
