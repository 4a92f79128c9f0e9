package kontor.iso20022.xml;

/// Ends the scan of bytes that are not the XML we take. It never leaves this module: the reader
/// turns it into a violation. It has no stack trace, so hostile input costs no more than good.
public final class MalformedXml extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  MalformedXml(String text, int line) {
    super(text, null, false, false);
    this.line = line;
  }

  public int line() {
    return line;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
