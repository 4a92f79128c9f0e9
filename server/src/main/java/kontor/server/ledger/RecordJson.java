package kontor.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.server.ledger.JsonBody.Fault;
import kontor.server.ledger.RecordLayout.Field;
import kontor.server.ledger.RecordLayout.Width;

/// Records as JSON. Numbers of more than 32 bits are decimal text, smaller ones numbers; both are
/// taken as either. What is left out is 0.
final class RecordJson {

  private static final int CAPACITY_FIRST = 16;

  private RecordJson() {}

  /// @param bytes `count` records
  /// @param isTooMany whether there were more than asked for; the rest was not read
  record Batch(byte[] bytes, int count, boolean isTooMany, List<Fault> faults) {
    static Batch of(byte[] records, int count) {
      return new Batch(records, count, false, List.of());
    }
  }

  /// Reads an array of records.
  static Batch readAll(byte[] body, RecordLayout layout, int countMax) {
    ArrayReader reader = new ArrayReader(layout, countMax);
    List<Fault> faults = JsonBody.walk(body, reader::take);
    return new Batch(reader.bytes, reader.count, reader.isTooMany, faults);
  }

  /// Reads one record.
  ///
  /// @param usual what stands in fields that are left out
  static Batch readOne(byte[] body, RecordLayout layout, byte[] usual) {
    byte[] bytes = usual.clone();
    RecordReader reader = new RecordReader(layout);
    List<Fault> faults = JsonBody.walk(body, json -> reader.read(json, bytes, 0));
    return new Batch(bytes, 1, false, faults);
  }

  private static final class ArrayReader {
    private final RecordLayout layout;
    private final RecordReader reader;
    private final int countMax;
    private byte[] bytes;
    private int count;
    private boolean isTooMany;

    ArrayReader(RecordLayout layout, int countMax) {
      this.layout = layout;
      this.reader = new RecordReader(layout);
      this.countMax = countMax;
      this.bytes = new byte[CAPACITY_FIRST * layout.recordBytes()];
    }

    void take(JsonBody body) throws IOException {
      body.array(
          "an array, each element " + layout.what(),
          () -> {
            if (count == countMax) {
              isTooMany = true;
              body.skip();
              return;
            }
            int base = count * layout.recordBytes();
            if (base == bytes.length) {
              bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            reader.read(body, bytes, base);
            count++;
          });
    }
  }

  private static final class RecordReader {
    private final RecordLayout layout;
    private final Set<String> names;
    private final Set<String> required;
    private final String rule;

    RecordReader(RecordLayout layout) {
      this.layout = layout;
      this.names = layout.names();
      this.required =
          layout.fields().stream()
              .filter(Field::isRequired)
              .map(Field::name)
              .collect(Collectors.toUnmodifiableSet());
      this.rule = layout.fieldRule();
    }

    void read(JsonBody body, byte[] bytes, int base) throws IOException {
      if (layout.isBare()) {
        readField(body, layout.fields().getFirst(), bytes, base);
        return;
      }
      body.object(
          names, required, rule, name -> readField(body, layout.field(name), bytes, base));
    }

    private static void readField(JsonBody body, Field field, byte[] bytes, int base)
        throws IOException {
      if (!field.flags().isEmpty()) {
        readFlags(body, field, bytes, base);
        return;
      }
      String digits = body.digits(field.rule());
      if (digits != null && !field.put(bytes, base, digits)) {
        body.fault(field.rule());
      }
    }

    private static void readFlags(JsonBody body, Field field, byte[] bytes, int base)
        throws IOException {
      body.array(
          field.rule(),
          () -> {
            String name = body.text(field.rule());
            if (name == null) {
              return;
            }
            int bit = field.bit(name);
            if (bit < 0) {
              body.fault(field.rule());
            } else {
              field.putLow(bytes, base, field.low(bytes, base) | 1L << bit);
            }
          });
    }
  }

  /// Writes records as an array.
  static void write(JsonGenerator json, RecordLayout layout, byte[] records) throws IOException {
    json.writeStartArray();
    for (int base = 0; base < records.length; base += layout.recordBytes()) {
      json.writeStartObject();
      for (Field field : layout.fields()) {
        json.writeFieldName(field.name());
        writeValue(json, field, records, base);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, Field field, byte[] bytes, int base)
      throws IOException {
    long low = field.low(bytes, base);
    if (!field.flags().isEmpty()) {
      json.writeStartArray();
      for (int bit = 0; bit < field.flags().size(); bit++) {
        if ((low & 1L << bit) != 0 && !field.flags().get(bit).equals(Field.NO_FLAG)) {
          json.writeString(field.flags().get(bit));
        }
      }
      json.writeEndArray();
    } else if (field.width() == Width.U128 || field.width() == Width.U64) {
      json.writeString(Decimals.text(field.high(bytes, base), low));
    } else {
      json.writeNumber(low);
    }
  }
}
