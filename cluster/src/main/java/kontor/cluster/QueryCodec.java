package kontor.cluster;

import kontor.engine.LedgerQuery;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;

/// Questions to the bulk ledger as bytes: kind, then the fields in the order of their records.
/// Numbers of kinds are never used again for something else.
final class QueryCodec {

  private static final int LOOK_UP_ACCOUNTS = 1;
  private static final int LOOK_UP_TRANSFERS = 2;
  private static final int ACCOUNT_TRANSFERS = 3;
  private static final int ACCOUNT_BALANCES = 4;
  private static final int QUERY_ACCOUNTS = 5;
  private static final int QUERY_TRANSFERS = 6;
  private static final int LOOK_UP_PAIRS = 7;
  private static final int LOOK_UP_FAILED = 8;

  private QueryCodec() {}

  static void encode(LedgerQuery query, FieldWriter out) {
    switch (query) {
      case LedgerQuery.LookUpAccounts q -> {
        out.int8(LOOK_UP_ACCOUNTS);
        out.block(q.ids(), q.ids().length);
      }
      case LedgerQuery.LookUpTransfers q -> {
        out.int8(LOOK_UP_TRANSFERS);
        out.block(q.ids(), q.ids().length);
      }
      case LedgerQuery.AccountTransfers q -> {
        out.int8(ACCOUNT_TRANSFERS);
        encode(q.filter(), out);
      }
      case LedgerQuery.AccountBalances q -> {
        out.int8(ACCOUNT_BALANCES);
        encode(q.filter(), out);
      }
      case LedgerQuery.QueryAccounts q -> {
        out.int8(QUERY_ACCOUNTS);
        encode(q.filter(), out);
      }
      case LedgerQuery.QueryTransfers q -> {
        out.int8(QUERY_TRANSFERS);
        encode(q.filter(), out);
      }
      case LedgerQuery.LookUpFailed q -> {
        out.int8(LOOK_UP_FAILED);
        out.block(q.ids(), q.ids().length);
      }
      case LedgerQuery.LookUpPairs q -> {
        out.int8(LOOK_UP_PAIRS);
        out.block(q.idPairs(), q.idPairs().length);
      }
    }
  }

  private static void encode(AccountFilter filter, FieldWriter out) {
    out.key(filter.account());
    out.key(filter.userData128());
    out.int64(filter.userData64());
    out.int32(filter.userData32());
    out.int32(filter.code());
    out.int64(filter.timestampMin());
    out.int64(filter.timestampMax());
    out.int32(filter.limit());
    out.int32(filter.flags());
  }

  private static void encode(QueryFilter filter, FieldWriter out) {
    out.key(filter.userData128());
    out.int64(filter.userData64());
    out.int32(filter.userData32());
    out.int32(filter.ledger());
    out.int32(filter.code());
    out.int64(filter.timestampMin());
    out.int64(filter.timestampMax());
    out.int32(filter.limit());
    out.int32(filter.flags());
  }

  static LedgerQuery decode(FieldReader in) {
    return switch (in.int8()) {
      case LOOK_UP_ACCOUNTS -> new LedgerQuery.LookUpAccounts(in.block());
      case LOOK_UP_TRANSFERS -> new LedgerQuery.LookUpTransfers(in.block());
      case ACCOUNT_TRANSFERS -> new LedgerQuery.AccountTransfers(accountFilter(in));
      case ACCOUNT_BALANCES -> new LedgerQuery.AccountBalances(accountFilter(in));
      case QUERY_ACCOUNTS -> new LedgerQuery.QueryAccounts(queryFilter(in));
      case QUERY_TRANSFERS -> new LedgerQuery.QueryTransfers(queryFilter(in));
      case LOOK_UP_PAIRS -> new LedgerQuery.LookUpPairs(in.block());
      case LOOK_UP_FAILED -> new LedgerQuery.LookUpFailed(in.block());
      default -> throw new MalformedException("kind of question unknown");
    };
  }

  private static AccountFilter accountFilter(FieldReader in) {
    return new AccountFilter(
        in.key(),
        in.key(),
        in.int64(),
        in.int32(),
        in.int32(),
        in.int64(),
        in.int64(),
        in.int32(),
        in.int32());
  }

  private static QueryFilter queryFilter(FieldReader in) {
    return new QueryFilter(
        in.key(),
        in.int64(),
        in.int32(),
        in.int32(),
        in.int32(),
        in.int64(),
        in.int64(),
        in.int32(),
        in.int32());
  }
}
