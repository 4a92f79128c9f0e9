package kontor.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.LedgerAccounts;
import kontor.engine.terms.Key;

/// One account as a command brings it, read by the layout that is promised to users.
record AccountInput(
    Key id,
    List<BigInteger> balances,
    Key userData128,
    long userData64,
    int userData32,
    int reserved,
    int ledger,
    int code,
    int flags,
    long timestamp,
    BigInteger line) {

  static AccountInput read(byte[] records, int index) {
    ByteBuffer in = Wire.at(records, index * LedgerAccounts.RECORD_BYTES);
    Key id = Wire.key(in);
    List<BigInteger> balances = new ArrayList<>(4);
    for (int i = 0; i < 4; i++) {
      balances.add(Wire.unsigned128(in));
    }
    return new AccountInput(
        id,
        balances,
        Wire.key(in),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        Short.toUnsignedInt(in.getShort()),
        Short.toUnsignedInt(in.getShort()),
        in.getLong(),
        Wire.unsigned128(in));
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
