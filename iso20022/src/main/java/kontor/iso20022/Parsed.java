package kontor.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reading made of some bytes.
///
/// @param message null unless the bytes are well-formed and the document is valid by its schema
/// @param header null if there was none or it could not be read
/// @param violations everything found, V01 to V03; empty if the message is good so far
public record Parsed(
    Identification identification,
    @Nullable BusinessHeader header,
    @Nullable Message message,
    List<Violation> violations) {

  public Parsed {
    violations = List.copyOf(violations);
  }

  /// What can be done with it, by where refusals go.
  public enum Disposition {
    /// Well-formed, known and valid: go on to the rules.
    GOOD,
    /// Invalid by schema but it can be named: pacs.002 RJCT FF01.
    REJECT_PAYMENT,
    /// Anything else: admi.002.
    REJECT_MESSAGE
  }

  public Disposition disposition() {
    if (violations.isEmpty()) {
      return Disposition.GOOD;
    }
    boolean schemaOnly = violations.stream().noneMatch(Violation::rejectsMessage);
    MessageVersion version = identification.version();
    boolean payment = version != null && version.creditTransfer();
    return schemaOnly && payment && identification.answerable()
        ? Disposition.REJECT_PAYMENT
        : Disposition.REJECT_MESSAGE;
  }
}
