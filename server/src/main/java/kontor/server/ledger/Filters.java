package kontor.server.ledger;

import io.helidon.webserver.http.ServerRequest;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import kontor.server.ledger.JsonBody.Fault;
import kontor.server.ledger.RecordLayout.Field;

/// Filters as records and as parameters of an address.
final class Filters {

  /// Records in an answer to who does not say how many.
  static final int LIMIT_USUAL = 100;

  private Filters() {}

  /// A filter that says nothing yet.
  static byte[] usual(RecordLayout layout) {
    byte[] bytes = new byte[layout.recordBytes()];
    layout.field("limit").putLow(bytes, 0, LIMIT_USUAL);
    return bytes;
  }

  static QueryFilter query(byte[] bytes) throws ProblemException {
    RecordLayout layout = RecordLayout.QUERY_FILTER;
    checkReserved(bytes, layout);
    return new QueryFilter(
        key(layout.field("userData128"), bytes),
        low(layout, "userData64", bytes),
        (int) low(layout, "userData32", bytes),
        (int) low(layout, "ledger", bytes),
        (int) low(layout, "code", bytes),
        low(layout, "timestampMin", bytes),
        low(layout, "timestampMax", bytes),
        limit(layout, bytes),
        (int) low(layout, "flags", bytes));
  }

  /// From the parameters of an address; who names no side means both.
  static AccountFilter account(ServerRequest request, Key account) throws ProblemException {
    RecordLayout layout = RecordLayout.ACCOUNT_FILTER;
    byte[] bytes = usual(layout);
    for (Field field : layout.fields()) {
      String text = request.query().first(field.name()).orElse(null);
      if (text != null && !put(field, bytes, text)) {
        throw new ProblemException(
            Problem.badRequest(
                field.name() + " is " + rule(field) + ", not \"" + text + "\""));
      }
    }
    int flags = (int) low(layout, "flags", bytes);
    boolean namesNoSide = (flags & (AccountFilter.DEBITS | AccountFilter.CREDITS)) == 0;
    return new AccountFilter(
        account,
        key(layout.field("userData128"), bytes),
        low(layout, "userData64", bytes),
        (int) low(layout, "userData32", bytes),
        (int) low(layout, "code", bytes),
        low(layout, "timestampMin", bytes),
        low(layout, "timestampMax", bytes),
        limit(layout, bytes),
        namesNoSide ? flags | AccountFilter.DEBITS | AccountFilter.CREDITS : flags);
  }

  private static String rule(Field field) {
    return field.flags().isEmpty()
        ? field.width().rule()
        : "names with commas between them: " + field.flagNames();
  }

  private static boolean put(Field field, byte[] bytes, String text) {
    if (field.flags().isEmpty()) {
      return field.put(bytes, 0, text);
    }
    for (String name : text.split(",")) {
      int bit = field.bit(name.toUpperCase(Locale.ROOT));
      if (bit < 0) {
        return false;
      }
      field.putLow(bytes, 0, field.low(bytes, 0) | 1L << bit);
    }
    return true;
  }

  private static void checkReserved(byte[] bytes, RecordLayout layout) throws ProblemException {
    BitSet used = new BitSet();
    for (Field field : layout.fields()) {
      used.set(field.offset(), field.offset() + field.width().bytes());
    }
    for (int i = used.nextClearBit(0); i < bytes.length; i = used.nextClearBit(i + 1)) {
      if (bytes[i] != 0) {
        throw new ProblemException(
            LedgerProblems.malformed(
                List.of(new Fault("", "reserved bytes are 0", "byte " + i + " is not"))));
      }
    }
  }

  private static long low(RecordLayout layout, String name, byte[] bytes) {
    return layout.field(name).low(bytes, 0);
  }

  private static Key key(Field field, byte[] bytes) {
    return new Key(field.high(bytes, 0), field.low(bytes, 0));
  }

  /// No answer has more than a batch, whatever is asked for.
  private static int limit(RecordLayout layout, byte[] bytes) {
    return (int) Math.min(low(layout, "limit", bytes), Transfers.COUNT_MAX);
  }
}
