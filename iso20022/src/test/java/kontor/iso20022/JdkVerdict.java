package kontor.iso20022;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/// What the JDK's parser and schema validator say about the same bytes, with the real schemas: the
/// oracle of the reader. Header and document are cut out of their envelope as the reader does.
public record JdkVerdict(
    boolean wellFormed,
    int documents,
    int headers,
    boolean documentKnown,
    boolean documentValid,
    boolean headerKnown,
    boolean headerValid,
    @Nullable String firstFault) {

  static {
    // XML Schema counts characters; the JDK's validator counts halves of them unless told so.
    System.setProperty("com.sun.org.apache.xerces.internal.impl.dv.xs."
        + "useCodePointCountForStringLength", "true");
  }

  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  public static JdkVerdict of(byte[] bytes) {
    Splitter splitter = new Splitter();
    boolean wellFormed = true;
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      XMLReader reader = factory.newSAXParser().getXMLReader();
      reader.setContentHandler(splitter);
      reader.setErrorHandler(splitter);
      reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
    } catch (SAXException | IOException e) {
      wellFormed = false;
      splitter.note(e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    return new JdkVerdict(wellFormed, splitter.documents, splitter.headers,
        splitter.documentKnown, splitter.documentValid, splitter.headerKnown,
        splitter.headerValid, splitter.firstFault);
  }

  private static Schema schema(String identifier) {
    return SCHEMAS.computeIfAbsent(identifier, it -> {
      try {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(SharedFiles.schema(it).toFile());
      } catch (SAXException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static final class Splitter extends DefaultHandler {
    private int documents;
    private int headers;
    private boolean documentKnown;
    private boolean documentValid;
    private boolean headerKnown;
    private boolean headerValid;
    private @Nullable String firstFault;

    private @Nullable ValidatorHandler validator;
    private int depth;
    private int subtreeDepth = -1;
    private final Map<String, String> scope = new LinkedHashMap<>();

    void note(Exception e) {
      if (firstFault == null) {
        firstFault = e.getMessage();
      }
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
      if (subtreeDepth < 0) {
        scope.put(prefix, uri);
      }
      if (validator != null) {
        validator.startPrefixMapping(prefix, uri);
      }
    }

    @Override
    public void endPrefixMapping(String prefix) throws SAXException {
      if (validator != null) {
        validator.endPrefixMapping(prefix);
      }
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes)
        throws SAXException {
      if (subtreeDepth < 0 && (local.equals("Document") || local.equals("AppHdr"))) {
        subtreeDepth = depth;
        begin(uri, local.equals("Document"));
      }
      depth++;
      if (validator != null) {
        validator.startElement(uri, local, name, attributes);
      }
    }

    private void begin(String uri, boolean document) throws SAXException {
      int number = document ? ++documents : ++headers;
      MessageVersion version = MessageVersion.ofNamespace(uri);
      boolean header = version != null && version.kind() == MessageVersion.Kind.HEADER;
      if (number > 1 || version == null || header == document) {
        return;
      }
      if (document) {
        documentKnown = true;
        documentValid = true;
      } else {
        headerKnown = true;
        headerValid = true;
      }
      ValidatorHandler handler = schema(version.identifier()).newValidatorHandler();
      handler.setErrorHandler(new Faults(document));
      handler.startDocument();
      for (Map.Entry<String, String> binding : new HashMap<>(scope).entrySet()) {
        handler.startPrefixMapping(binding.getKey(), binding.getValue());
      }
      validator = handler;
    }

    @Override
    public void endElement(String uri, String local, String name) throws SAXException {
      depth--;
      if (validator != null) {
        validator.endElement(uri, local, name);
      }
      if (depth == subtreeDepth) {
        if (validator != null) {
          validator.endDocument();
        }
        validator = null;
        subtreeDepth = -1;
      }
    }

    @Override
    public void characters(char[] text, int from, int length) throws SAXException {
      if (validator != null) {
        validator.characters(text, from, length);
      }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    private final class Faults implements ErrorHandler {
      private final boolean document;

      Faults(boolean document) {
        this.document = document;
      }

      @Override
      public void warning(SAXParseException e) {
        // A warning says nothing about validity.
      }

      @Override
      public void error(SAXParseException e) {
        note(e);
        if (document) {
          documentValid = false;
        } else {
          headerValid = false;
        }
      }

      @Override
      public void fatalError(SAXParseException e) {
        error(e);
      }
    }
  }
}
