package kontor.server.gateway;

/// A transaction that keeps the rules and still has no form in the core's words.
final class Unmappable extends Exception {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final String code;
  private final String path;
  private final String text;
  private final String remedy;

  Unmappable(String rule, String code, String path, String text, String remedy) {
    super(text, null, false, false);
    this.rule = rule;
    this.code = code;
    this.path = path;
    this.text = text;
    this.remedy = remedy;
  }

  Fault fault(int sequence) {
    return new Fault(
        rule, code, "/CdtTrfTxInf[" + (sequence + 1) + "]" + path, 0, text, remedy);
  }
}
