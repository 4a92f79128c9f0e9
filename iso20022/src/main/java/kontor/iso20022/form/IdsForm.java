package kontor.iso20022.form;

import kontor.iso20022.TransactionIds;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// `PmtId`, and the loose `Orgnl` identifications of a report.
public final class IdsForm {
  private IdsForm() {}

  public static TransactionIds read(Tape tape, int node) {
    String instruction = null;
    String endToEnd = null;
    String transaction = null;
    String uetr = null;
    String clearing = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "InstrId", "OrgnlInstrId" -> instruction = tape.text(child);
        case "EndToEndId", "OrgnlEndToEndId" -> endToEnd = tape.text(child);
        case "TxId", "OrgnlTxId" -> transaction = tape.text(child);
        case "UETR", "OrgnlUETR" -> uetr = tape.text(child);
        case "ClrSysRef" -> clearing = tape.text(child);
        default -> { }
      }
    }
    return new TransactionIds(instruction, endToEnd, transaction, uetr, clearing);
  }

  static void write(XmlOut out, TransactionIds ids) {
    String endToEnd = ids.endToEndId();
    out.open("PmtId").text("InstrId", ids.instructionId())
        .text("EndToEndId", endToEnd == null ? "NOTPROVIDED" : endToEnd)
        .text("TxId", ids.transactionId()).text("UETR", ids.uetr())
        .text("ClrSysRef", ids.clearingReference()).close("PmtId");
  }

  /// As `Orgnl` identifications. They may come from a message that was not valid, so they are
  /// cut to their length, and a UETR that is none is left out.
  static void writeOriginal(XmlOut out, TransactionIds ids) {
    String uetr = ids.uetr();
    out.text("OrgnlInstrId", filled(ids.instructionId()), ID_LENGTH_MAX)
        .text("OrgnlEndToEndId", filled(ids.endToEndId()), ID_LENGTH_MAX)
        .text("OrgnlTxId", filled(ids.transactionId()), ID_LENGTH_MAX)
        .text("OrgnlUETR", uetr != null && isUetr(uetr) ? uetr : null);
  }

  static final int ID_LENGTH_MAX = 35;

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /// A UUID of version 4 in lower case.
  static boolean isUetr(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean fits = switch (i) {
        case 8, 13, 18, 23 -> c == '-';
        case 14 -> c == '4';
        case 19 -> c == '8' || c == '9' || c == 'a' || c == 'b';
        default -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
