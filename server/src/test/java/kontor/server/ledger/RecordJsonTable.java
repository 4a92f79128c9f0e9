package kontor.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import kontor.engine.Transfers;
import kontor.server.ledger.JsonBody.Fault;
import kontor.server.ledger.RecordJson.Batch;
import kontor.server.ledger.RecordLayout.Field;
import kontor.server.ledger.RecordLayout.Width;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Records from and to JSON: what is taken, and what is refused with which place.
class RecordJsonTable {

  private static final String MAX = "340282366920938463463374607431768211455";
  private static final String LIMIT = "340282366920938463463374607431768211456";
  private static final int COUNT_MAX = 5;

  private static final List<RecordLayout> LAYOUTS =
      List.of(
          RecordLayout.ACCOUNTS,
          RecordLayout.TRANSFERS,
          RecordLayout.LINES,
          RecordLayout.ID_PAIRS,
          RecordLayout.PAIRS,
          RecordLayout.BALANCES,
          RecordLayout.ACCOUNT_FILTER,
          RecordLayout.QUERY_FILTER);

  @Test
  void everyFieldOfATransferStandsWhereTheRecordHasIt() {
    Batch batch =
        read(
            """
            [{"id": "%s", "debitAccountId": 2, "creditAccountId": "18446744073709551616",
              "amount": 4, "pendingId": 5, "userData128": "6", "userData64": "7",
              "userData32": 8, "timeout": 9, "ledger": 4294967295, "code": 65535,
              "flags": ["LINKED", "IMPORTED"], "timestamp": "18446744073709551615"}]
            """
                .formatted(MAX));
    assertEquals(List.of(), batch.faults());
    Transfers transfer = new Transfers(batch.bytes(), batch.count()).at(0);
    assertEquals("-1 -1", transfer.idHigh() + " " + transfer.idLow());
    assertEquals("0 2", transfer.debitHigh() + " " + transfer.debitLow());
    assertEquals("1 0", transfer.creditHigh() + " " + transfer.creditLow());
    assertEquals("0 4", transfer.amountHigh() + " " + transfer.amountLow());
    assertEquals("0 5", transfer.pendingHigh() + " " + transfer.pendingLow());
    assertEquals("0 6", transfer.userData128High() + " " + transfer.userData128Low());
    assertEquals("7 8", transfer.userData64() + " " + transfer.userData32());
    assertEquals("9 -1", transfer.timeout() + " " + transfer.ledger());
    assertEquals("65535", "" + transfer.code());
    assertEquals(Transfers.LINKED | Transfers.IMPORTED, transfer.flags());
    assertEquals(-1, transfer.timestamp());
  }

  @Test
  void everyRecordSurvivesTheWayThroughJson() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("records seed " + seed);
    Random random = new Random(seed);
    for (RecordLayout layout : LAYOUTS) {
      for (int round = 0; round < 200; round++) {
        byte[] records = records(layout, random, 1 + random.nextInt(COUNT_MAX));
        Batch back = RecordJson.readAll(json(layout, records), layout, COUNT_MAX);
        assertEquals(List.of(), back.faults());
        assertEquals(
            Arrays.toString(records),
            Arrays.toString(Arrays.copyOf(back.bytes(), back.count() * layout.recordBytes())));
      }
    }
  }

  /// Those that have a meaning.
  private static long bits(Field field) {
    long bits = field.flags().isEmpty() ? -1 : 0;
    for (int bit = 0; bit < field.flags().size(); bit++) {
      bits |= field.flags().get(bit).equals(Field.NO_FLAG) ? 0 : 1L << bit;
    }
    return bits;
  }

  private static byte[] records(RecordLayout layout, Random random, int count) {
    byte[] records = new byte[count * layout.recordBytes()];
    for (int i = 0; i < count; i++) {
      for (Field field : layout.fields()) {
        int base = i * layout.recordBytes();
        // All bits set, none, or any.
        long any = random.nextInt(4) - 2 < 0 ? random.nextInt(2) - 1L : random.nextLong();
        field.putLow(records, base, any & bits(field));
        if (field.width() == Width.U128) {
          new Field("", field.offset() + Long.BYTES, Width.U64)
              .putLow(records, base, random.nextLong());
        }
      }
    }
    return records;
  }

  private static byte[] json(RecordLayout layout, byte[] records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      RecordJson.write(json, layout, records);
    }
    return bytes.toByteArray();
  }

  /// Where `V` stands in the JSON of a transfer, a value that is taken, and one that is not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount      | "0"                  | -1
          amount      | 12345                | 12345.0
          amount      | "12345"              | "12345.0"
          amount      | 9007199254740993     | 1e3
          amount      | "MAX"                | "LIMIT"
          amount      | MAX                  | LIMIT
          amount      | 7                    | "-7"
          amount      | 7                    | "+7"
          amount      | 7                    | "0x7"
          amount      | 7                    | "07"
          amount      | 7                    | ""
          amount      | 7                    | " 7"
          amount      | 7                    | null
          amount      | 7                    | true
          amount      | 7                    | [7]
          amount      | 7                    | {"value": 7}
          pendingId   | "1"                  | "x"
          userData64  | "18446744073709551615" | "18446744073709551616"
          userData32  | 4294967295           | 4294967296
          timeout     | "4294967295"         | "4294967296"
          ledger      | 1                    | -0
          code        | 65535                | 65536
          timestamp   | 18446744073709551615 | 18446744073709551616
          flags       | []                   | "PENDING"
          flags       | ["PENDING"]          | ["pending"]
          flags       | ["PENDING","LINKED"] | ["CLOSED"]
          flags       | ["IMPORTED"]         | [2]
          flags       | ["VOID_PENDING_TRANSFER"] | 8
          """)
  void aFieldTakesAValueOrRefusesItWithItsPlace(String field, String taken, String refused) {
    assertEquals(List.of(), read(transfer(field, taken)).faults());
    List<Fault> faults = read(transfer(field, refused)).faults();
    assertEquals(1, faults.size(), faults::toString);
    String pointer = faults.getFirst().pointer();
    assertTrue(
        pointer.equals("/0/" + field) || pointer.equals("/0/" + field + "/0"), pointer);
  }

  private static String transfer(String field, String written) {
    String value = written.replace("MAX", MAX).replace("LIMIT", LIMIT);
    String others = field.equals("amount") ? "\"id\": 1" : "\"id\": 1, \"amount\": 1";
    return "[{" + others + ", \"" + field + "\": " + value + "}]";
  }

  static Stream<String[]> brokenBodies() {
    return Stream.of(
        new String[] {"", "", "a JSON text"},
        new String[] {"  ", "", "a JSON text"},
        new String[] {"{}", "", "an array, each element a transfer"},
        new String[] {"7", "", "an array, each element a transfer"},
        new String[] {"[7]", "/0", "a transfer has the fields"},
        new String[] {"[[]]", "/0", "a transfer has the fields"},
        new String[] {"[{\"id\":1,\"amount\":1}", "/0", "JSON as RFC 8259"},
        new String[] {"[{\"id\":1 \"amount\":1}]", "/0/id", "JSON as RFC 8259"},
        new String[] {"[{\"id\":1,\"amount\":1}] []", "", "one JSON text and nothing after"},
        new String[] {"[{\"id\":1,\"amount\":1},]", "/1", "JSON as RFC 8259"},
        new String[] {"[{\"id\":1,\"amount\":NaN}]", "/0/amount", "JSON as RFC 8259"},
        new String[] {"[{\"amount\":1}]", "/0", "\"id\" must be there"},
        new String[] {"[{\"id\":1}]", "/0", "\"amount\" must be there"},
        new String[] {"[{\"id\":1,\"amount\":1,\"id\":2}]", "/0/id", "each field once"},
        new String[] {"[{\"id\":1,\"amount\":1,\"amuont\":2}]", "/0/amuont", "a transfer has"},
        new String[] {"[{\"id\":1,\"amount\":1,\"line\":2}]", "/0/line", "a transfer has"},
        new String[] {"[{\"id\":1,\"amount\":1},{\"id\":-2,\"amount\":1}]", "/1/id", "a whole"},
        new String[] {"[{\"a/b~c\":[1,{}],\"id\":1,\"amount\":1}]", "/0/a~1b~0c", "a transfer"});
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void aBrokenBodyIsRefusedWithPlaceAndRule(String body, String pointer, String rule) {
    List<Fault> faults = read(body).faults();
    assertEquals(1, faults.size(), faults::toString);
    assertEquals(pointer, faults.getFirst().pointer());
    assertTrue(faults.getFirst().rule().startsWith(rule), faults::toString);
  }

  @Test
  void allFaultsAreToldAtOnceUpToABound() {
    List<Fault> faults =
        read("[{\"id\": -1, \"amount\": 1.5, \"code\": 70000}, {\"id\": 2}]").faults();
    assertEquals(
        List.of("/0/id", "/0/amount", "/0/code", "/1"),
        faults.stream().map(Fault::pointer).toList());
    String floods =
        "[{" + Stream.iterate(0, i -> i + 1).limit(50).map(i -> "\"f" + i + "\":1")
            .reduce((a, b) -> a + "," + b).orElse("") + "}]";
    assertEquals(JsonBody.FAULTS_MAX, read(floods).faults().size());
  }

  @Test
  void tooManyRecordsAreCountedNotKept() {
    String one = "{\"id\":1,\"amount\":1}";
    Batch full = read("[" + (one + ",").repeat(COUNT_MAX - 1) + one + "]");
    assertEquals(COUNT_MAX, full.count());
    assertTrue(!full.isTooMany());
    Batch over = read("[" + (one + ",").repeat(COUNT_MAX) + one + "]");
    assertEquals(COUNT_MAX, over.count());
    assertTrue(over.isTooMany());
  }

  @Test
  void idsAreBareTexts() {
    Batch batch =
        RecordJson.readAll(
            ("[\"1\", 2, \"" + MAX + "\"]").getBytes(StandardCharsets.UTF_8),
            RecordLayout.IDS,
            COUNT_MAX);
    assertEquals(List.of(), batch.faults());
    assertEquals(3, batch.count());
    Field id = RecordLayout.IDS.fields().getFirst();
    assertEquals(
        "1 2 -1", id.low(batch.bytes(), 0) + " " + id.low(batch.bytes(), 16) + " "
            + id.high(batch.bytes(), 32));
    assertEquals(
        "/1",
        RecordJson.readAll(
                "[1, {}]".getBytes(StandardCharsets.UTF_8), RecordLayout.IDS, COUNT_MAX)
            .faults()
            .getFirst()
            .pointer());
  }

  private static Batch read(String json) {
    return RecordJson.readAll(
        json.getBytes(StandardCharsets.UTF_8), RecordLayout.TRANSFERS, COUNT_MAX);
  }
}
