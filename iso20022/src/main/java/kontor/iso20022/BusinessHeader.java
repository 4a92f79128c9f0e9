package kontor.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Business application header, head.001 of any version: who sends what to whom.
public record BusinessHeader(
    Agent from,
    Agent to,
    String businessMessageId,
    String messageDefinition,
    @Nullable String businessService,
    String creationDateTime,
    Handling handling,
    List<String> relatedMessageIds) {

  /// How the message is to be taken: `CpyDplct` (CODU, COPY, DUPL), `PssblDplct`, `Prty`.
  public record Handling(
      @Nullable String copyDuplicate,
      boolean possibleDuplicate,
      @Nullable String priority) {

    public static final Handling ORDINARY = new Handling(null, false, null);

    /// V08: a repeat is answered with the old result and not refused.
    public boolean repeated() {
      return possibleDuplicate || "DUPL".equals(copyDuplicate);
    }
  }

  public BusinessHeader {
    relatedMessageIds = List.copyOf(relatedMessageIds);
  }
}
