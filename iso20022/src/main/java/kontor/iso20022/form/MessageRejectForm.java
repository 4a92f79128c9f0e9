package kontor.iso20022.form;

import kontor.iso20022.MessageReject;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// admi.002 both ways.
public final class MessageRejectForm {
  private static final int REFERENCE_LENGTH_MAX = 35;
  private static final int TEXT_LENGTH_MAX = 350;
  private static final int DATA_LENGTH_MAX = 20_000;

  private MessageRejectForm() {}

  public static MessageReject read(Tape tape, int document) {
    int node = document + 1;
    int reference = tape.child(node, "RltdRef");
    int reason = tape.child(node, "Rsn");
    return new MessageReject(
        tape.text(reference + 1),
        tape.text(tape.child(reason, "RjctgPtyRsn")),
        text(tape, reason, "RjctnDtTm"),
        text(tape, reason, "ErrLctn"),
        text(tape, reason, "RsnDesc"),
        text(tape, reason, "AddtlData"));
  }

  private static @Nullable String text(Tape tape, int node, String name) {
    int child = tape.child(node, name);
    return child < 0 ? null : tape.text(child);
  }

  public static void write(XmlOut out, MessageReject reject) {
    out.open("admi.002.001.01").open("RltdRef")
        .text("Ref", reject.relatedReference(), REFERENCE_LENGTH_MAX).close("RltdRef")
        .open("Rsn").text("RjctgPtyRsn", reject.reasonCode(), REFERENCE_LENGTH_MAX)
        .text("RjctnDtTm", reject.rejectionDateTime())
        .text("ErrLctn", reject.errorLocation(), TEXT_LENGTH_MAX)
        .text("RsnDesc", reject.description(), TEXT_LENGTH_MAX)
        .text("AddtlData", reject.additionalData(), DATA_LENGTH_MAX)
        .close("Rsn").close("admi.002.001.01");
  }
}
