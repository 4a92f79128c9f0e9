package kontor.server.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.engine.AccountBalances;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerPairs;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// Where the fields of a record stand, and what JSON calls them. One table serves both ways, so
/// bytes and JSON cannot come to mean different things.
///
/// @param what one of them, in words
/// @param fields in the order in which JSON shows them
record RecordLayout(String what, int recordBytes, List<Field> fields) {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  static final int ID_BYTES = 16;

  /// Bytes of a record of accounts as the field knows it: Kontor's without the line.
  static final int ACCOUNT_BYTES_OF_THE_FIELD = 128;

  private static final List<String> ACCOUNT_FLAGS =
      List.of(
          "LINKED",
          "DEBITS_MUST_NOT_EXCEED_CREDITS",
          "CREDITS_MUST_NOT_EXCEED_DEBITS",
          "HISTORY",
          "IMPORTED",
          "CLOSED");

  private static final List<String> TRANSFER_FLAGS =
      own(
          Short.SIZE,
          List.of(
              "LINKED",
              "PENDING",
              "POST_PENDING_TRANSFER",
              "VOID_PENDING_TRANSFER",
              "BALANCING_DEBIT",
              "BALANCING_CREDIT",
              "CLOSING_DEBIT",
              "CLOSING_CREDIT",
              "IMPORTED"),
          "QUEUED", "HIGH", "URGENT", "LEG", "WAITS");

  static final RecordLayout ACCOUNTS =
      new RecordLayout(
          "an account",
          LedgerAccounts.RECORD_BYTES,
          List.of(
              wide("id", 0).must(),
              wide("debitsPending", 16),
              wide("debitsPosted", 32),
              wide("creditsPending", 48),
              wide("creditsPosted", 64),
              wide("line", 128),
              wide("userData128", 80),
              new Field("userData64", 96, Width.U64),
              new Field("userData32", 104, Width.U32),
              new Field("ledger", 112, Width.U32),
              new Field("code", 116, Width.U16),
              Field.flags(118, Width.U16, ACCOUNT_FLAGS),
              new Field("timestamp", 120, Width.U64)));

  /// As they are told to who asks for records as the field knows them; they lie as before.
  static final RecordLayout ACCOUNTS_OF_THE_FIELD =
      new RecordLayout(
          ACCOUNTS.what(),
          ACCOUNTS.recordBytes(),
          ACCOUNTS.fields().stream().filter(field -> !field.name().equals("line")).toList());

  static final RecordLayout TRANSFERS =
      new RecordLayout(
          "a transfer",
          Transfers.RECORD_BYTES,
          List.of(
              wide("id", 0).must(),
              wide("debitAccountId", 16),
              wide("creditAccountId", 32),
              // A sum that was forgotten must not be taken for zero, which is legal.
              wide("amount", 48).must(),
              wide("pendingId", 64),
              wide("userData128", 80),
              new Field("userData64", 96, Width.U64),
              new Field("userData32", 104, Width.U32),
              new Field("timeout", 108, Width.U32),
              new Field("ledger", 112, Width.U32),
              new Field("code", 116, Width.U16),
              Field.flags(118, Width.U16, TRANSFER_FLAGS),
              new Field("timestamp", 120, Width.U64)));

  static final RecordLayout LINES =
      new RecordLayout(
          "a line",
          LedgerLines.RECORD_BYTES,
          List.of(wide("account", 0).must(), wide("counterparty", 16), wide("line", 32).must()));

  /// One id; JSON has the text alone, without an object around it.
  static final RecordLayout IDS =
      new RecordLayout("an id", ID_BYTES, List.of(wide("", 0).must()));

  static final RecordLayout ID_PAIRS =
      new RecordLayout(
          "a pair", 2 * ID_BYTES, List.of(wide("account", 0).must(),
              wide("counterparty", 16).must()));

  static final RecordLayout PAIRS =
      new RecordLayout(
          "a pair",
          LedgerPairs.RECORD_BYTES,
          List.of(
              wide("account", 0),
              wide("counterparty", 16),
              wide("pending", 32),
              wide("posted", 48),
              wide("received", 64),
              wide("line", 80)));

  static final RecordLayout BALANCES =
      new RecordLayout(
          "balances",
          AccountBalances.RECORD_BYTES,
          List.of(
              wide("debitsPending", 0),
              wide("debitsPosted", 16),
              wide("creditsPending", 32),
              wide("creditsPosted", 48),
              new Field("timestamp", 64, Width.U64)));

  static final RecordLayout ACCOUNT_FILTER =
      new RecordLayout(
          "a filter",
          128,
          List.of(
              wide("account", 0),
              wide("userData128", 16),
              new Field("userData64", 32, Width.U64),
              new Field("userData32", 40, Width.U32),
              new Field("code", 44, Width.U16),
              new Field("timestampMin", 104, Width.U64),
              new Field("timestampMax", 112, Width.U64),
              new Field("limit", 120, Width.U32),
              Field.flags(
                  124,
                  Width.U32,
                  own(Integer.SIZE, List.of("DEBITS", "CREDITS", "REVERSED"), "WAITING"))));

  static final RecordLayout QUERY_FILTER =
      new RecordLayout(
          "a filter",
          64,
          List.of(
              wide("userData128", 0),
              new Field("userData64", 16, Width.U64),
              new Field("userData32", 24, Width.U32),
              new Field("ledger", 28, Width.U32),
              new Field("code", 32, Width.U16),
              new Field("timestampMin", 40, Width.U64),
              new Field("timestampMax", 48, Width.U64),
              new Field("limit", 56, Width.U32),
              Field.flags(
                  60, Width.U32, own(Integer.SIZE, List.of("REVERSED"), "WAITING"))));

  /// How many bits a number has, and what may stand there.
  enum Width {
    U128(2 * Long.SIZE, "a whole number below 2^128, decimal digits as text"),
    U64(Long.SIZE, "a whole number below 2^64, decimal digits as text"),
    U32(Integer.SIZE, "a whole number below 2^32"),
    U16(Short.SIZE, "a whole number below 2^16");

    private final int bits;
    private final String rule;

    Width(int bits, String rule) {
      this.bits = bits;
      this.rule = rule;
    }

    String rule() {
      return rule;
    }

    int bytes() {
      return bits / Byte.SIZE;
    }

    private boolean holds(Key value) {
      return this == U128
          || (value.high() == 0 && (this == U64 || value.low() >>> bits == 0));
    }
  }

  /// @param isRequired whether JSON must say it; what it leaves out otherwise is 0
  /// @param flags names of the bits from the lowest, or {@link #NO_FLAG}; empty for a number
  record Field(String name, int offset, Width width, boolean isRequired, List<String> flags) {

    /// Stands for a bit without a meaning.
    static final String NO_FLAG = "";

    Field(String name, int offset, Width width) {
      this(name, offset, width, false, List.of());
    }

    static Field flags(int offset, Width width, List<String> names) {
      return new Field("flags", offset, width, false, names);
    }

    Field must() {
      return new Field(name, offset, width, true, flags);
    }

    String rule() {
      return flags.isEmpty() ? width.rule() : "an array of names: " + flagNames();
    }

    String flagNames() {
      return flags.stream()
          .filter(flag -> !flag.equals(NO_FLAG))
          .collect(Collectors.joining(", "));
    }

    /// The bit of a flag, or -1.
    int bit(String flag) {
      return flag.equals(NO_FLAG) ? -1 : flags.indexOf(flag);
    }

    /// Writes a number given as text.
    ///
    /// @return false if it is none that the field holds
    boolean put(byte[] bytes, int base, String text) {
      Key value = Decimals.parse(text);
      if (value == null || !width.holds(value)) {
        return false;
      }
      putLow(bytes, base, value.low());
      if (width == Width.U128) {
        LONG.set(bytes, base + offset + Long.BYTES, value.high());
      }
      return true;
    }

    void putLow(byte[] bytes, int base, long value) {
      switch (width) {
        case U128, U64 -> LONG.set(bytes, base + offset, value);
        case U32 -> INT.set(bytes, base + offset, (int) value);
        case U16 -> SHORT.set(bytes, base + offset, (short) value);
      }
    }

    /// The low 64 bits.
    long low(byte[] bytes, int base) {
      return switch (width) {
        case U128, U64 -> (long) LONG.get(bytes, base + offset);
        case U32 -> Integer.toUnsignedLong((int) INT.get(bytes, base + offset));
        case U16 -> Short.toUnsignedLong((short) SHORT.get(bytes, base + offset));
      };
    }

    long high(byte[] bytes, int base) {
      return width == Width.U128 ? (long) LONG.get(bytes, base + offset + Long.BYTES) : 0;
    }
  }

  /// Names of the field's flags from the lowest bit up, Kontor's own from the highest down.
  private static List<String> own(int bits, List<String> ofTheField, String... highestFirst) {
    List<String> names = new ArrayList<>(ofTheField);
    while (names.size() < bits - highestFirst.length) {
      names.add(Field.NO_FLAG);
    }
    names.addAll(List.of(highestFirst).reversed());
    return List.copyOf(names);
  }

  private static Field wide(String name, int offset) {
    return new Field(name, offset, Width.U128);
  }

  /// A field that is known to be there.
  Field field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("no field " + name);
  }

  /// Whether it is one value without a name.
  boolean isBare() {
    return fields.getFirst().name().isEmpty();
  }

  Set<String> names() {
    return fields.stream().map(Field::name).collect(Collectors.toSet());
  }

  String fieldRule() {
    return what + " has the fields "
        + fields.stream().map(Field::name).collect(Collectors.joining(", "));
  }
}
