package kontor.engine;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Key;

/// The bulk ledger as a table. Lines without a verb belong to the batch above them, and each says
/// after `=` what becomes of it:
///
/// - `accounts`, `transfers`, `lines` begin a batch;
/// - `at 5000` lets time go on to 5,000 ms; what expires then is said by `expired 3 1`;
/// - what waited and was released by the last batch, or by time, is said by `released 3 1`;
/// - `balance 1 = 0 100 0 0 closed` asks for debits pending and posted, credits pending and posted;
/// - `pair 1>2 = 10 20 30 line 40` asks for pending, posted and received;
/// - `transfer 3 = 1>2 100 ...` asks for a transfer as it is kept; of several legs, `;` between.
///
/// Ledger is 700 and code is 10 if nothing else is said; in a post or void both are left open.
final class LedgerScript {

  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private static final Map<String, Integer> ACCOUNT_FLAGS =
      Map.of(
          "linked", LedgerAccounts.LINKED,
          "limited", LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS,
          "owing", LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS,
          "history", LedgerAccounts.HISTORY,
          "imported", LedgerAccounts.IMPORTED,
          "closed", LedgerAccounts.CLOSED);

  private static final Map<String, Integer> TRANSFER_FLAGS =
      Map.ofEntries(
          entry("linked", Transfers.LINKED),
          entry("pending", Transfers.PENDING),
          entry("post", Transfers.POST_PENDING_TRANSFER),
          entry("void", Transfers.VOID_PENDING_TRANSFER),
          entry("balancing_debit", Transfers.BALANCING_DEBIT),
          entry("balancing_credit", Transfers.BALANCING_CREDIT),
          entry("closing_debit", Transfers.CLOSING_DEBIT),
          entry("closing_credit", Transfers.CLOSING_CREDIT),
          entry("imported", Transfers.IMPORTED),
          entry("leg", Transfers.LEG),
          entry("urgent", Transfers.URGENT),
          entry("high", Transfers.HIGH),
          entry("queued", Transfers.QUEUED));

  /// Kontor's own, which answers show by name.
  private static final Map<String, Integer> OWN_NAMES =
      new TreeMap<>(
          Map.of(
              "leg", Transfers.LEG,
              "urgent", Transfers.URGENT,
              "high", Transfers.HIGH,
              "queued", Transfers.QUEUED,
              "waits", Transfers.WAITS));

  private static final int OWN =
      OWN_NAMES.values().stream().reduce(0, (flags, flag) -> flags | flag);

  private final EngineHarness harness;
  private final List<String> batch = new ArrayList<>();
  private String kind = "";
  private long nowMs = 1;
  private List<Long> expired = List.of();
  private List<Long> released = List.of();

  LedgerScript() {
    this(Bounds.DEFAULT);
  }

  LedgerScript(Bounds bounds) {
    harness = new EngineHarness(bounds);
  }

  EngineHarness harness() {
    return harness;
  }

  /// Runs the lines and checks the whole state behind them.
  LedgerScript run(String script) {
    for (String line : script.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String verb = line.split(" ")[0];
      switch (verb) {
        case "accounts", "transfers", "lines" -> {
          send();
          kind = verb;
        }
        case "at" -> {
          send();
          nowMs = Long.parseLong(line.split(" +")[1]);
          apply(new Command.PassTime());
        }
        case "expired" -> {
          send();
          assertEquals(line.substring(verb.length()).strip(), joined(expired), line);
        }
        case "released" -> {
          send();
          assertEquals(line.substring(verb.length()).strip(), joined(released), line);
        }
        case "balance", "pair", "transfer" -> {
          send();
          ask(verb, line);
        }
        default -> batch.add(line);
      }
    }
    send();
    harness.checkAll();
    return this;
  }

  private static String joined(List<Long> ids) {
    return String.join(" ", ids.stream().map(String::valueOf).toList());
  }

  List<Event> apply(Command command) {
    List<Event> events = harness.apply(nowMs, command);
    if (command instanceof Command.ReadLedger) {
      return events;
    }
    expired = new ArrayList<>();
    released = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.TransfersExpired e) {
        for (int i = 1; i < e.ids().length; i += 2) {
          expired.add(e.ids()[i]);
        }
      }
      if (event instanceof Event.TransfersReleased e) {
        for (int i = 1; i < e.released().length; i += 4) {
          released.add(e.released()[i]);
        }
      }
    }
    return events;
  }

  private void send() {
    if (batch.isEmpty()) {
      return;
    }
    List<String> rows = List.copyOf(batch);
    batch.clear();
    List<String[]> cells =
        rows.stream().map(row -> row.split(" = ")[0].strip().split(" +")).toList();
    Command command =
        switch (kind) {
          case "accounts" -> new Command.OpenLedgerAccounts(accounts(cells));
          case "transfers" -> new Command.PostTransfers(transfers(cells));
          default -> new Command.SetLedgerLines(lines(cells));
        };
    Event event =
        apply(command).stream()
            .filter(e -> !(e instanceof Event.TransfersExpired))
            .filter(e -> !(e instanceof Event.TransfersReleased))
            .findFirst()
            .orElseThrow();
    LedgerResults results =
        switch (event) {
          case Event.LedgerAccountsOpened e -> e.results();
          case Event.TransfersPosted e -> e.results();
          case Event.LedgerLinesSet e -> e.results();
          default -> throw new AssertionError(event.toString());
        };
    compare(rows, results, event);
  }

  private static void compare(List<String> rows, LedgerResults results, Event event) {
    IntFunction<Enum<?>> name =
        switch (event) {
          case Event.LedgerAccountsOpened _ -> AccountResult::of;
          case Event.TransfersPosted _ -> TransferResult::of;
          default -> LineResult::of;
        };
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    int created = 0;
    for (int i = 0; i < rows.size(); i++) {
      String[] sides = rows.get(i).split(" = ");
      String result = name.apply(results.code(i)).name();
      expected.append(rows.get(i).strip()).append('\n');
      actual.append(sides[0]).append(" = ").append(result).append('\n');
      created += result.equals("CREATED") ? 1 : 0;
    }
    assertEquals(expected.toString(), actual.toString());
    assertEquals(rows.size(), results.count());
    assertEquals(created, results.created());
    assertEquals(2 * (rows.size() - created), results.failures().length);
  }

  /// A number of up to 128 bits: `max` is all ones, `max-1` and `2^64` are what they say.
  private static BigInteger number(String text) {
    if (text.startsWith("max-")) {
      return MAX.subtract(new BigInteger(text.substring(4)));
    }
    if (text.startsWith("2^")) {
      return BigInteger.TWO.pow(Integer.parseInt(text.substring(2)));
    }
    return text.equals("max") ? MAX : new BigInteger(text);
  }

  private static long high(String text) {
    return number(text).shiftRight(64).longValue();
  }

  private static long low(String text) {
    return number(text).longValue();
  }

  private static LedgerAccounts accounts(List<String[]> rows) {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i);
      accounts.at(i).setId(high(cells[0]), low(cells[0])).setLedger(700).setCode(10);
      for (String cell : Arrays.copyOfRange(cells, 1, cells.length)) {
        setCell(accounts, cell);
      }
    }
    return accounts;
  }

  private static void setCell(LedgerAccounts account, String cell) {
    String[] parts = cell.split("=");
    String value = parts[parts.length - 1];
    switch (parts[0]) {
      case "line" -> account.setLine(high(value), low(value));
      case "ledger" -> account.setLedger((int) low(value));
      case "code" -> account.setCode((int) low(value));
      case "ud128" -> account.setUserData128(high(value), low(value));
      case "ud64" -> account.setUserData64(low(value));
      case "ud32" -> account.setUserData32((int) low(value));
      case "reserved" -> account.setReserved((int) low(value));
      case "time" -> account.setTimestamp(low(value));
      case "debits_pending" -> account.setDebitsPending(high(value), low(value));
      case "debits_posted" -> account.setDebitsPosted(high(value), low(value));
      case "credits_pending" -> account.setCreditsPending(high(value), low(value));
      case "credits_posted" -> account.setCreditsPosted(high(value), low(value));
      case "flags" -> account.setFlags(account.flags() | (int) low(value));
      default -> account.setFlags(account.flags() | flag(ACCOUNT_FLAGS, cell));
    }
  }

  private static int flag(Map<String, Integer> flags, String cell) {
    Integer flag = flags.get(cell);
    if (flag == null) {
      throw new AssertionError("no flag is called " + cell);
    }
    return flag;
  }

  private static Transfers transfers(List<String[]> rows) {
    Transfers transfers = Transfers.ofCapacity(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i);
      List<String> words = List.of(cells);
      Transfers transfer = transfers.at(i).setId(high(cells[0]), low(cells[0]));
      if (!words.contains("post") && !words.contains("void")) {
        transfer.setLedger(700).setCode(10);
      }
      for (String cell : words.subList(1, words.size())) {
        setCell(transfer, cell);
      }
    }
    return transfers;
  }

  private static void setCell(Transfers transfer, String cell) {
    if (cell.contains(">")) {
      String[] sides = cell.split(">");
      transfer.setDebit(high(sides[0]), low(sides[0])).setCredit(high(sides[1]), low(sides[1]));
      return;
    }
    if (Character.isDigit(cell.charAt(0)) || cell.startsWith("max")) {
      transfer.setAmount(high(cell), low(cell));
      return;
    }
    String[] parts = cell.split("=");
    String value = parts[parts.length - 1];
    switch (parts[0]) {
      case "of" -> transfer.setPending(high(value), low(value));
      case "timeout" -> transfer.setTimeout((int) low(value));
      case "ledger" -> transfer.setLedger((int) low(value));
      case "code" -> transfer.setCode((int) low(value));
      case "ud128" -> transfer.setUserData128(high(value), low(value));
      case "ud64" -> transfer.setUserData64(low(value));
      case "ud32" -> transfer.setUserData32((int) low(value));
      case "time" -> transfer.setTimestamp(low(value));
      case "flags" -> transfer.setFlags(transfer.flags() | (int) low(value));
      default -> transfer.setFlags(transfer.flags() | flag(TRANSFER_FLAGS, cell));
    }
  }

  private static LedgerLines lines(List<String[]> rows) {
    LedgerLines lines = LedgerLines.ofCapacity(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i);
      String[] sides = cells[0].split(">");
      lines.at(i).setAccount(high(sides[0]), low(sides[0])).setLine(high(cells[1]), low(cells[1]));
      if (sides.length > 1) {
        lines.setCounterparty(high(sides[1]), low(sides[1]));
      }
      if (cells.length > 2) {
        lines.setReserved(0, 1);
      }
    }
    return lines;
  }

  private void ask(String verb, String line) {
    String[] sides = line.split(" = ");
    String subject = sides[0].substring(verb.length()).strip();
    String answer =
        switch (verb) {
          case "balance" -> balance(subject);
          case "pair" -> pair(subject);
          default -> transfer(subject);
        };
    assertEquals(sides[1].strip(), answer, line);
  }

  static byte[] ids(String... ids) {
    Transfers records = Transfers.ofCapacity(ids.length);
    byte[] bytes = new byte[16 * ids.length];
    for (int i = 0; i < ids.length; i++) {
      records.at(i).setId(high(ids[i]), low(ids[i]));
      System.arraycopy(records.bytes(), i * Transfers.RECORD_BYTES, bytes, 16 * i, 16);
    }
    return bytes;
  }

  /// Asks without a trace in the log of the harness, as a node does.
  byte[] read(LedgerQuery query) {
    Event event = apply(new Command.ReadLedger(query)).getLast();
    if (event instanceof Event.LedgerRead read) {
      return read.records();
    }
    throw new AssertionError(event.toString());
  }

  static String decimal(long high, long low) {
    return new BigInteger(1, ids128(high, low)).toString();
  }

  private static byte[] ids128(long high, long low) {
    return java.nio.ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  private String balance(String account) {
    byte[] bytes = read(new LedgerQuery.LookUpAccounts(ids(account)));
    LedgerAccounts found = new LedgerAccounts(bytes, 1).at(0);
    String balances =
        String.join(
            " ",
            decimal(found.debitsPendingHigh(), found.debitsPendingLow()),
            decimal(found.debitsPostedHigh(), found.debitsPostedLow()),
            decimal(found.creditsPendingHigh(), found.creditsPendingLow()),
            decimal(found.creditsPostedHigh(), found.creditsPostedLow()));
    return balances + ((found.flags() & LedgerAccounts.CLOSED) != 0 ? " closed" : "");
  }

  private String pair(String pair) {
    byte[] bytes = read(new LedgerQuery.LookUpPairs(ids(pair.split(">"))));
    if (bytes.length == 0) {
      return "none";
    }
    LedgerPairs found = new LedgerPairs(bytes, 1).at(0);
    return String.join(
        " ",
        decimal(found.pendingHigh(), found.pendingLow()),
        decimal(found.postedHigh(), found.postedLow()),
        decimal(found.receivedHigh(), found.receivedLow()),
        "line",
        decimal(found.lineHigh(), found.lineLow()));
  }

  private String transfer(String id) {
    byte[] bytes = read(new LedgerQuery.LookUpTransfers(ids(id)));
    List<String> legs = new ArrayList<>();
    int count = bytes.length / Transfers.RECORD_BYTES;
    for (int i = 0; i < count; i++) {
      legs.add(text(new Transfers(bytes, count).at(i)));
    }
    return count == 0 ? "none" : String.join("; ", legs);
  }

  /// A transfer as the rows of tables have it.
  static String text(Transfers found) {
    StringBuilder text = new StringBuilder();
    text.append(decimal(found.debitHigh(), found.debitLow()))
        .append('>')
        .append(decimal(found.creditHigh(), found.creditLow()))
        .append(' ')
        .append(decimal(found.amountHigh(), found.amountLow()));
    append(text, "of", decimal(found.pendingHigh(), found.pendingLow()));
    append(text, "ud128", decimal(found.userData128High(), found.userData128Low()));
    append(text, "ud64", Long.toUnsignedString(found.userData64()));
    append(text, "ud32", Integer.toUnsignedString(found.userData32()));
    append(text, "timeout", Integer.toUnsignedString(found.timeout()));
    append(text, "flags", Integer.toString(found.flags() & ~OWN));
    OWN_NAMES.forEach((name, flag) -> text.append((found.flags() & flag) != 0 ? " " + name : ""));
    return text.append(" ledger=")
        .append(found.ledger())
        .append(" code=")
        .append(found.code())
        .toString();
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!value.equals("0")) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  /// Low halves of the ids that open each record.
  static List<Long> idsOf(byte[] records, int recordBytes) {
    List<Long> ids = new ArrayList<>();
    for (int at = 0; at < records.length; at += recordBytes) {
      ids.add(
          java.nio.ByteBuffer.wrap(records, at, 8)
              .order(java.nio.ByteOrder.LITTLE_ENDIAN)
              .getLong());
    }
    return ids;
  }

  static Key key(long low) {
    return new Key(0, low);
  }
}
