package kontor.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import kontor.engine.LedgerResults;
import kontor.server.ledger.RecordJson.Batch;
import kontor.server.ledger.RecordLayout.Field;

/// Results of a batch as the client gets them: one for each event, or only for those that were
/// not created.
///
/// | offset | bytes | field of a result of 16 bytes |
/// | --- | --- | --- |
/// | 0 | 8 | timestamp: when it was created, now or before; else when it was refused |
/// | 8 | 4 | status: the number of the result |
/// | 12 | 4 | dense: 0; sparse: index of the event |
final class ResultBody {

  static final int RESULT_BYTES = 16;

  private static final String IMPORTED = "IMPORTED";

  private final LedgerResults results;
  private final Kind kind;
  private final Batch batch;
  private final boolean isSparse;

  /// What the batch was made of.
  ///
  /// @param existsCode number of the result that comes with the first timestamp
  /// @param names of results by their number
  record Kind(RecordLayout layout, int existsCode, IntFunction<Enum<?>> names) {}

  private interface Visitor {
    void see(int index, int code, long timestampNs) throws IOException;
  }

  ResultBody(LedgerResults results, Kind kind, Batch batch, boolean isSparse) {
    this.results = results;
    this.kind = kind;
    this.batch = batch;
    this.isSparse = isSparse;
  }

  byte[] bytes() throws IOException {
    int count = isSparse ? results.count() - results.created() : results.count();
    ByteBuffer out =
        ByteBuffer.allocate(count * RESULT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    visit(
        (index, code, timestampNs) ->
            out.putLong(timestampNs).putInt(code).putInt(isSparse ? index : 0));
    return out.array();
  }

  void json(JsonGenerator json) throws IOException {
    json.writeNumberField("count", results.count());
    json.writeNumberField("created", results.created());
    json.writeArrayFieldStart("results");
    visit(
        (index, code, timestampNs) -> {
          json.writeStartObject();
          json.writeNumberField("index", index);
          json.writeStringField("result", kind.names().apply(code).name());
          json.writeNumberField("code", Integer.toUnsignedLong(code));
          json.writeStringField("timestamp", Long.toUnsignedString(timestampNs));
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  /// In one walk along the failures, which come in order.
  private void visit(Visitor visitor) throws IOException {
    int[] failures = results.failures();
    int failed = 0;
    int existed = 0;
    for (int index = 0; index < results.count(); index++) {
      boolean isCreated = failed == failures.length || failures[failed] != index;
      if (isCreated) {
        if (!isSparse) {
          visitor.see(index, LedgerResults.CREATED, createdNs(index));
        }
        continue;
      }
      int code = failures[failed + 1];
      boolean existedBefore = code == kind.existsCode();
      visitor.see(
          index, code,
          existedBefore ? results.existing()[existed] : results.timestampNs() + index);
      existed += existedBefore ? 1 : 0;
      failed += 2;
    }
  }

  /// Imported events have the time that they brought.
  private long createdNs(int index) {
    int base = index * kind.layout().recordBytes();
    for (Field field : kind.layout().fields()) {
      int bit = field.flags().indexOf(IMPORTED);
      if (bit >= 0 && (field.low(batch.bytes(), base) & 1L << bit) != 0) {
        return kind.layout().field("timestamp").low(batch.bytes(), base);
      }
    }
    return results.timestampNs() + index;
  }
}
