package kontor.iso20022;

/// One fault of a message: the broken rule (`V01` and up), where, the reason code for the answer,
/// what is wrong and what the sender can do.
///
/// @param path place in the manner of XPath, `/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]`
/// @param line line of the message, from 1; 0 if it has no place in the text
public record Violation(
    String rule,
    String path,
    int line,
    String reasonCode,
    String text,
    String remedy) {

  /// Whether the message as a whole is refused by admi.002: it cannot be read, is of no accepted
  /// version, or has a header that is not valid.
  public boolean rejectsMessage() {
    return rule.equals("V01") || rule.equals("V02")
        || (rule.equals("V03") && path.startsWith("/AppHdr"));
  }
}
