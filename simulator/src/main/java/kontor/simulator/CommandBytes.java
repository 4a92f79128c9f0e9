package kontor.simulator;

import java.nio.ByteBuffer;
import java.util.Arrays;
import kontor.engine.Command;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerQuery;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// Commands of the bulk ledger as bytes of the simulated log.
final class CommandBytes {

  private static final byte PASS_TIME = 0;
  private static final byte OPEN_ACCOUNTS = 1;
  private static final byte POST_TRANSFERS = 2;
  private static final byte SET_LINES = 3;
  private static final byte LOOK_UP_ACCOUNTS = 4;
  private static final byte LOOK_UP_TRANSFERS = 5;
  private static final byte LOOK_UP_PAIRS = 6;
  private static final byte ACCOUNT_TRANSFERS = 7;
  private static final byte ACCOUNT_BALANCES = 8;
  private static final byte QUERY_ACCOUNTS = 9;
  private static final byte QUERY_TRANSFERS = 10;
  private static final byte LOOK_UP_FAILED = 11;

  private static final int FILTER_BYTES = 80;

  private CommandBytes() {}

  static boolean isRead(byte kind) {
    return kind >= LOOK_UP_ACCOUNTS;
  }

  static byte kind(Command command) {
    return switch (command) {
      case Command.PassTime _ -> PASS_TIME;
      case Command.OpenLedgerAccounts _ -> OPEN_ACCOUNTS;
      case Command.PostTransfers _ -> POST_TRANSFERS;
      case Command.SetLedgerLines _ -> SET_LINES;
      case Command.ReadLedger read ->
          switch (read.query()) {
            case LedgerQuery.LookUpAccounts _ -> LOOK_UP_ACCOUNTS;
            case LedgerQuery.LookUpTransfers _ -> LOOK_UP_TRANSFERS;
            case LedgerQuery.LookUpFailed _ -> LOOK_UP_FAILED;
            case LedgerQuery.LookUpPairs _ -> LOOK_UP_PAIRS;
            case LedgerQuery.AccountTransfers _ -> ACCOUNT_TRANSFERS;
            case LedgerQuery.AccountBalances _ -> ACCOUNT_BALANCES;
            case LedgerQuery.QueryAccounts _ -> QUERY_ACCOUNTS;
            case LedgerQuery.QueryTransfers _ -> QUERY_TRANSFERS;
          };
      default -> throw new IllegalArgumentException("not of the bulk ledger: " + command);
    };
  }

  static byte[] encode(Command command) {
    return switch (command) {
      case Command.OpenLedgerAccounts c ->
          whole(c.accounts().bytes(), c.accounts().count() * LedgerAccounts.RECORD_BYTES);
      case Command.PostTransfers c ->
          whole(c.transfers().bytes(), c.transfers().count() * Transfers.RECORD_BYTES);
      case Command.SetLedgerLines c ->
          whole(c.lines().bytes(), c.lines().count() * LedgerLines.RECORD_BYTES);
      case Command.ReadLedger read ->
          switch (read.query()) {
            case LedgerQuery.LookUpAccounts q -> q.ids();
            case LedgerQuery.LookUpTransfers q -> q.ids();
            case LedgerQuery.LookUpFailed q -> q.ids();
            case LedgerQuery.LookUpPairs q -> q.idPairs();
            case LedgerQuery.AccountTransfers q -> encode(q.filter());
            case LedgerQuery.AccountBalances q -> encode(q.filter());
            case LedgerQuery.QueryAccounts q -> encode(q.filter());
            case LedgerQuery.QueryTransfers q -> encode(q.filter());
          };
      default -> new byte[0];
    };
  }

  private static byte[] whole(byte[] bytes, int length) {
    return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
  }

  static Command decode(byte kind, byte[] bytes) {
    return switch (kind) {
      case PASS_TIME -> new Command.PassTime();
      case OPEN_ACCOUNTS ->
          new Command.OpenLedgerAccounts(
              new LedgerAccounts(bytes, bytes.length / LedgerAccounts.RECORD_BYTES));
      case POST_TRANSFERS ->
          new Command.PostTransfers(
              new Transfers(bytes, bytes.length / Transfers.RECORD_BYTES));
      case SET_LINES ->
          new Command.SetLedgerLines(
              new LedgerLines(bytes, bytes.length / LedgerLines.RECORD_BYTES));
      case LOOK_UP_ACCOUNTS -> read(new LedgerQuery.LookUpAccounts(bytes));
      case LOOK_UP_TRANSFERS -> read(new LedgerQuery.LookUpTransfers(bytes));
      case LOOK_UP_FAILED -> read(new LedgerQuery.LookUpFailed(bytes));
      case LOOK_UP_PAIRS -> read(new LedgerQuery.LookUpPairs(bytes));
      case ACCOUNT_TRANSFERS -> read(new LedgerQuery.AccountTransfers(accountFilter(bytes)));
      case ACCOUNT_BALANCES -> read(new LedgerQuery.AccountBalances(accountFilter(bytes)));
      case QUERY_ACCOUNTS -> read(new LedgerQuery.QueryAccounts(queryFilter(bytes)));
      case QUERY_TRANSFERS -> read(new LedgerQuery.QueryTransfers(queryFilter(bytes)));
      default -> throw new IllegalArgumentException("no command has the number " + kind);
    };
  }

  private static Command read(LedgerQuery query) {
    return new Command.ReadLedger(query);
  }

  private static byte[] encode(AccountFilter f) {
    ByteBuffer out = Wire.ofSize(FILTER_BYTES);
    Wire.putKey(out, f.account());
    Wire.putKey(out, f.userData128());
    out.putLong(f.userData64()).putInt(f.userData32()).putInt(f.code());
    out.putLong(f.timestampMin()).putLong(f.timestampMax());
    out.putInt(f.limit()).putInt(f.flags());
    return out.array();
  }

  private static AccountFilter accountFilter(byte[] bytes) {
    ByteBuffer in = Wire.at(bytes, 0);
    return new AccountFilter(
        Wire.key(in),
        Wire.key(in),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getInt(),
        in.getInt());
  }

  private static byte[] encode(QueryFilter f) {
    ByteBuffer out = Wire.ofSize(FILTER_BYTES);
    Wire.putKey(out, f.userData128());
    out.putLong(f.userData64()).putInt(f.userData32()).putInt(f.ledger()).putInt(f.code());
    out.putLong(f.timestampMin()).putLong(f.timestampMax());
    out.putInt(f.limit()).putInt(f.flags());
    return out.array();
  }

  private static QueryFilter queryFilter(byte[] bytes) {
    ByteBuffer in = Wire.at(bytes, 0);
    return new QueryFilter(
        Wire.key(in),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getInt(),
        in.getInt());
  }
}
