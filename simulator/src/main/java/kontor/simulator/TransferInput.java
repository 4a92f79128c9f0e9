package kontor.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// One transfer as a command brings it, read by the layout that is promised to users.
record TransferInput(
    Key id,
    Key debit,
    Key credit,
    BigInteger amount,
    Key pendingId,
    Key userData128,
    long userData64,
    int userData32,
    int timeout,
    int ledger,
    int code,
    int flags,
    long timestamp) {

  static TransferInput read(byte[] records, int index) {
    ByteBuffer in = Wire.at(records, index * Transfers.RECORD_BYTES);
    return new TransferInput(
        Wire.key(in),
        Wire.key(in),
        Wire.key(in),
        Wire.unsigned128(in),
        Wire.key(in),
        Wire.key(in),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        Short.toUnsignedInt(in.getShort()),
        Short.toUnsignedInt(in.getShort()),
        in.getLong());
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// Lower goes first.
  int rank() {
    return has(Transfers.URGENT) ? 0 : has(Transfers.HIGH) ? 1 : 2;
  }

  boolean resolves() {
    return has(Transfers.POST_PENDING_TRANSFER | Transfers.VOID_PENDING_TRANSFER);
  }
}
