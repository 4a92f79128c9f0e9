package kontor.server.rates;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Daily reference rates as central banks publish them in XML: a `Cube` with a `time`, and in it a
/// `Cube` with `currency` and `rate` for each currency, against the euro. A document type is
/// refused, so nothing is fetched and nothing grows.
final class RateXml {

  private static final String REFERENCE = "EUR";
  private static final String NO_TIME = "";

  private RateXml() {}

  static void read(byte[] bytes, int start, RateFile.Gathered gathered) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    InputStream in = new ByteArrayInputStream(bytes, start, bytes.length - start);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      read(reader, gathered);
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNumber(), 0);
      gathered.fault(line, "is not well-formed XML; fetch the file again");
    }
  }

  private static void read(XMLStreamReader reader, RateFile.Gathered gathered)
      throws XMLStreamException {
    // The times of the Cubes around, the innermost first; each without one has that around it.
    Deque<String> times = new ArrayDeque<>();
    boolean isAnyCube = false;
    while (reader.hasNext() && gathered.goesOn()) {
      int event = reader.next();
      int line = reader.getLocation().getLineNumber();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        gathered.fault(line, "has a document type or an entity; files of rates have none");
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("Cube")) {
        isAnyCube = true;
        String day = reader.getAttributeValue(null, "time");
        times.push(day == null ? times.isEmpty() ? NO_TIME : times.element() : day);
        take(reader, line, times.element(), gathered);
      } else if (event == XMLStreamConstants.END_ELEMENT
          && reader.getLocalName().equals("Cube")) {
        times.pop();
      }
    }
    if (!isAnyCube) {
      gathered.fault(0, "the XML has no Cube; files of daily reference rates have, or send CSV");
    }
  }

  private static void take(
      XMLStreamReader reader, int line, String time, RateFile.Gathered gathered) {
    String currency = reader.getAttributeValue(null, "currency");
    String rate = reader.getAttributeValue(null, "rate");
    if (currency == null && rate == null) {
      return;
    }
    if (currency == null || rate == null) {
      gathered.fault(line, "a Cube has currency and rate together");
    } else if (time.equals(NO_TIME)) {
      gathered.fault(line, "no Cube around this one has a time; the date is not known");
    } else {
      gathered.take(line, time, currency, REFERENCE, rate, null);
    }
  }
}
